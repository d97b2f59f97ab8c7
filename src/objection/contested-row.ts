import { answerKey, factKey, parseRowKey } from '../contested/fact-key.ts';
import { describeFact } from '../contested/describe-fact.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { ReportDocument } from '../report/document.ts';

/** A row of a report that can be objected to. */
export type ContestedRow = {
  readonly subject: 'FACT' | 'ANSWER' | 'INDICATOR';
  readonly key: string;
  readonly personId: string | null;
  readonly sourceId: string | null;
  /** Empty where the source answers itself, and for an indicator. */
  readonly institution: string;
  /** Keys of the facts in the row. */
  readonly keys: readonly string[];
  /** The statement of the row, in Chinese. */
  readonly what: string;
};

/** Every row of a version that a family can object to: its indicators, its answers, and the facts in them. */
export function contestedRows(document: ReportDocument, evidence: readonly EvidencePiece[]): readonly ContestedRow[] {
  const indicators = document.indicators.map(({ id, names, resultWords }): ContestedRow => ({
    subject: 'INDICATOR',
    key: `indicator:${id}`,
    personId: null,
    sourceId: null,
    institution: '',
    keys: [],
    what: `${id} ${names.zh}：${resultWords.zh}`,
  }));
  const answers = document.answers.flatMap((row) =>
    row.parts.flatMap(({ institution, name, words }): readonly ContestedRow[] => {
      const { personId, sourceId } = row;
      const body = { personId, sourceId, institution };
      const said = evidence.filter((one) => answerKey(one) === answerKey(body));
      const where = { personId, sourceId, institution: institution ?? '' };
      const facts = said.flatMap((piece) =>
        piece.facts.map((fact) => ({ key: factKey(piece, fact), text: describeFact(fact) })),
      );
      const answer: ContestedRow = {
        subject: 'ANSWER',
        key: answerKey(body),
        ...where,
        keys: facts.map(({ key }) => key),
        what: `${name.zh}：${words.zh}`,
      };
      return [
        answer,
        ...facts.map(({ key, text }): ContestedRow => ({ subject: 'FACT', key, ...where, keys: [key], what: text })),
      ];
    }),
  );
  return [...new Map([...indicators, ...answers].map((row) => [row.key, row])).values()];
}

/** The row of this key; `null` where the version has none. */
export function findContestedRow(
  key: string,
  document: ReportDocument,
  evidence: readonly EvidencePiece[],
): ContestedRow | null {
  if (parseRowKey(key) === null) return null;
  return contestedRows(document, evidence).find((row) => row.key === key) ?? null;
}
