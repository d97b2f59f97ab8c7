import { Problem } from '../platform/problem.ts';
import { faultsOf, pathText } from '../policy/issue-words.ts';
import type { Fault } from '../policy/issue-words.ts';
import { readJsonText } from '../policy/json-text.ts';
import type { SourceNames } from '../report/input.ts';
import { caseFileSchema } from './case-file.ts';
import type { CaseFile } from './case-file.ts';

/**
 * Reads a case from its text.
 * @param sources what may be named as a source, with the bodies that answer for it.
 * @throws Problem INVALID_INPUT naming line, column and path of each fault, and how to mend it.
 */
export function readCaseFile(text: string, sources: readonly SourceNames[]): CaseFile {
  const json = readJsonText(text);
  const parsed = caseFileSchema.safeParse(json.value);
  const faults = parsed.success ? sourceFaults(parsed.data, sources) : faultsOf(parsed.error, json.value);
  if (parsed.success && faults.length === 0) return parsed.data;
  const told = (words: 'zh' | 'en'): string =>
    faults
      .map((fault) => {
        const { line, column } = json.placeOf(fault.path);
        return `${line}:${column} ${pathText(fault.path)}: ${fault[words]}`;
      })
      .join('\n');
  const [first] = faults;
  throw new Problem({
    code: 'INVALID_INPUT',
    field: pathText(first?.path ?? []),
    zh: `案例文件有误（行:列）：\n${told('zh')}\n`,
    en: `the case file is wrong (line:column):\n${told('en')}`,
  });
}

function sourceFaults({ evidence }: CaseFile, sources: readonly SourceNames[]): readonly Fault[] {
  return evidence.flatMap((piece, index): readonly Fault[] => {
    const source = sources.find(({ id }) => id === piece.source);
    const ids = sources.map(({ id }) => id).join(', ');
    if (source === undefined) {
      return [
        {
          path: ['evidence', index, 'source'],
          zh: `没有这个数据源，可用：${ids}`,
          en: `there is none; one of: ${ids}`,
        },
      ];
    }
    const codes = source.institutions.map(({ code }) => code);
    if (codes.length === 0 ? piece.institution === null : codes.includes(piece.institution ?? '')) return [];
    const told = codes.length === 0 ? 'null' : codes.join(', ');
    return [{ path: ['evidence', index, 'institution'], zh: `机构只能是：${told}`, en: `the body is one of: ${told}` }];
  });
}
