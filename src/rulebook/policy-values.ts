import { randomUUID } from 'node:crypto';
import { parseStatement } from '../application/plain-text.ts';
import { invalid } from '../application/refusals.ts';
import type { CaseServices } from '../application/services.ts';
import type { Acting } from '../audit/acting.ts';
import { checkScan } from '../authorisation/scan.ts';
import type { ScanInput } from '../authorisation/scan.ts';
import { parseCalendarDate, shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { ENTERABLE, formOf, readEntered } from '../policy/entered-value.ts';
import type { Enterable } from '../policy/entered-value.ts';
import { nextEdition } from '../policy/next-edition.ts';
import type { PackShelf } from '../policy/pack-shelf.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { checkPacks } from '../policy/validate.ts';
import { insertPackInTrx } from './pack-store.ts';
import { lockRulebookInTrx } from './rulebook-lock.ts';

/** A value as an officer enters it. */
export type EnterValue = {
  readonly packId: string;
  readonly rule: string;
  /** Amounts in yuan, as they stand in the document. */
  readonly value: string;
  readonly effectiveFrom: CalendarDate;
  readonly document: string;
  readonly documentNumber: string;
  readonly article: string;
  readonly scan: ScanInput | null;
};

/** A value that was entered, and what became of it. */
export type PolicyValueEntry = {
  readonly id: string;
  readonly packId: string;
  readonly rule: Enterable;
  readonly value: number | boolean;
  readonly effectiveFrom: CalendarDate;
  readonly document: string;
  readonly documentNumber: string;
  readonly article: string;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly division: string;
  /** `null` until a second officer has confirmed it. */
  readonly confirmed: { readonly by: string; readonly at: Date; readonly packId: string } | null;
};

type Services = Pick<CaseServices, 'vault'> & { readonly packs: PackShelf<Database> };

/**
 * Enters a value for a pack. It changes nothing until a second officer confirms it, and is refused already now where it
 * could not become part of the pack.
 *
 * @throws Problem INVALID_INPUT or INVALID_DATE with the field.
 */
export async function enterValueInTrx(
  services: Services,
  acting: Acting,
  pack: PolicyPack,
  input: EnterValue,
): Promise<PolicyValueEntry> {
  const { trx, at, actor } = acting;
  const rule = ENTERABLE.find((one) => one === input.rule);
  if (rule === undefined) throw invalid('rule', `只能录入：${ENTERABLE.join('、')}`, `One of: ${ENTERABLE.join(', ')}`);
  const value = readEntered(rule, input.value);
  const form = formOf(rule);
  if (value === null) throw invalid('value', `请填写${form.zh}`, `It is ${form.en}`);
  const entry = {
    id: randomUUID(),
    packId: pack.id,
    rule,
    value,
    effectiveFrom: input.effectiveFrom,
    document: parseStatement('document', input.document),
    documentNumber: parseStatement('documentNumber', input.documentNumber),
    article: parseStatement('article', input.article),
    enteredBy: actor.subject,
    enteredAt: at,
    division: pack.region,
    confirmed: null,
  };
  // The second officer is not known yet; who it is makes no difference to whether the edition is in order.
  const current = newestEdition(services.packs, pack.id);
  editionOf(services.packs, current, entry, { confirmedBy: 'second', confirmedOn: shanghaiDate(at) });
  const { scan } = input;
  const mediaType = scan === null ? null : await checkScan(scan);
  const cell = { table: 'policy_value', row: entry.id, column: 'scan_cipher' } as const;
  await trx
    .insertInto('policy_value')
    .values({
      id: entry.id,
      pack_id: entry.packId,
      rule,
      content: JSON.stringify(value),
      effective_from: entry.effectiveFrom,
      document: entry.document,
      document_number: entry.documentNumber,
      article: entry.article,
      scan_cipher: scan === null ? null : services.vault.seal(cell, scan.bytes),
      scan_media_type: mediaType,
      entered_by: entry.enteredBy,
      entered_at: at,
      division: entry.division,
    })
    .execute();
  look(acting, 'ENTER_POLICY_VALUE', entry);
  return entry;
}

/**
 * Confirms a value: the pack's next edition carries it, with both people and the document's number, and is in use at once.
 *
 * @throws Problem CONFLICT (confirmed already, or the pack has moved on), INVALID_INPUT
 */
export async function confirmValueInTrx(
  { packs }: Services,
  acting: Acting,
  entry: PolicyValueEntry,
): Promise<PolicyValueEntry> {
  const { trx, at, actor } = acting;
  await lockRulebookInTrx(trx);
  await packs.renew(trx);
  const [current] = await readValueEntries(trx, [entry.id]);
  if (current === undefined || current.confirmed !== null) throw confirmedAlready();
  const pack = newestEdition(packs, entry.packId);
  const edition = editionOf(packs, pack, entry, { confirmedBy: actor.subject, confirmedOn: shanghaiDate(at) });
  const people = { by: entry.enteredBy, confirmedBy: actor.subject };
  const sha256 = await insertPackInTrx(acting, edition, { ...people, sourceFile: `value:${entry.id}` });
  await trx
    .insertInto('policy_value_confirmation')
    .values({ value_id: entry.id, confirmed_by: actor.subject, confirmed_at: at, pack_sha256: sha256 })
    .execute();
  look(acting, 'CONFIRM_POLICY_VALUE', entry);
  return { ...entry, confirmed: { by: actor.subject, at, packId: edition.id } };
}

/** Entries by id, or all of a place's newest where no ids are given, at most 100. */
export async function readValueEntries(db: Database, ids?: readonly string[]): Promise<readonly PolicyValueEntry[]> {
  if (ids !== undefined && ids.length === 0) return [];
  const rows = await db
    .selectFrom('policy_value as v')
    .leftJoin('policy_value_confirmation as c', 'c.value_id', 'v.id')
    .leftJoin('policy_pack as p', 'p.sha256', 'c.pack_sha256')
    .select(['v.id', 'v.pack_id', 'v.rule', 'v.content', 'v.effective_from', 'v.document', 'v.document_number'])
    .select(['v.article', 'v.entered_by', 'v.entered_at', 'v.division', 'c.confirmed_by', 'c.confirmed_at'])
    .select('p.id as edition')
    .$if(ids !== undefined, (query) => query.where('v.id', 'in', ids ?? []))
    .orderBy('v.entered_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    packId: row.pack_id,
    rule: row.rule as Enterable,
    value: JSON.parse(row.content) as number | boolean,
    effectiveFrom: parseCalendarDate(row.effective_from),
    document: row.document,
    documentNumber: row.document_number,
    article: row.article,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
    division: row.division,
    confirmed:
      row.confirmed_by === null || row.confirmed_at === null || row.edition === null
        ? null
        : { by: row.confirmed_by, at: row.confirmed_at, packId: row.edition },
  }));
}

/** The edition of a pack that is in use: what superseded it, and so on. */
function newestEdition(packs: Iterable<PolicyPack>, id: string): PolicyPack {
  const all = [...packs];
  let pack = all.find((one) => one.id === id);
  for (let next = pack; next !== undefined; next = all.find(({ supersedes }) => supersedes === pack?.id)) pack = next;
  if (pack === undefined) throw new Error('a value was entered for a pack that is held');
  return pack;
}

function editionOf(
  packs: PackShelf<Database>,
  pack: PolicyPack,
  entry: Omit<PolicyValueEntry, 'confirmed'>,
  confirmation: { readonly confirmedBy: string; readonly confirmedOn: CalendarDate },
): PolicyPack {
  if (entry.effectiveFrom < pack.effectiveFrom || (pack.effectiveTo ?? '9999-12-31') < entry.effectiveFrom) {
    throw outsideTheDays(pack);
  }
  const held = [...packs, ...packs.layers];
  const raw = nextEdition(pack, { ...entry, ...confirmation }, new Set(held.map(({ id }) => id)));
  const checked = checkPacks([...held, raw]);
  const [fault] = checked.faults;
  if (fault !== undefined) throw invalid('value', `${fault.pack}：${fault.zh}`, `${fault.pack}: ${fault.en}`);
  const edition = checked.packs.at(-1);
  if (edition === undefined) throw new Error('an edition without a fault is a pack');
  return edition;
}

function look(
  acting: Acting,
  act: 'ENTER_POLICY_VALUE' | 'CONFIRM_POLICY_VALUE',
  { division }: PolicyValueEntry,
): void {
  acting.look({ act, purpose: 'OPERATION', fieldKinds: ['POLICY_PACK'], outcome: 'DONE', division });
}

function confirmedAlready(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'policyValueId',
    zh: '该数值已经确认；请刷新后查看。',
    en: 'this value has been confirmed already; read it',
  });
}

function outsideTheDays({ effectiveFrom, effectiveTo }: PolicyPack): Problem {
  return new Problem({
    code: 'INVALID_DATE',
    field: 'effectiveFrom',
    zh: `起始日须在该政策包施行期内（${effectiveFrom} 至 ${effectiveTo ?? '未定'}）；请选择当时的政策包。`,
    en: `it lies outside the days of the pack, ${effectiveFrom} to ${effectiveTo ?? 'open'}; choose the pack of that time`,
  });
}
