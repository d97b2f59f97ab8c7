import { z } from 'zod';
import { regionCovers, regionName } from '../identity/region.ts';
import { Problem } from '../platform/problem.ts';
import { documentForms, FORM_MISTAKE } from './document-number.ts';
import type { DocumentForms } from './document-number.ts';

/** A name in the words of papers; the Chinese one is authentic. */
type Words = { readonly zh: string; readonly en: string };

/** How one office is called and reached. */
type OfficeNames = { readonly name: Words; readonly telephone?: string | undefined };

/** Whose papers this installation prints: what `HEDUI_OFFICE_FILE` says, at the place of the installation. */
export type Office = {
  /** GB/T 2260 code of the place that the installation serves. */
  readonly division: string;
  /** Offices by the code of the division that they serve, the installation's own among them. */
  readonly offices: ReadonlyMap<string, OfficeNames>;
  readonly documentNumbers: DocumentForms;
};

const words = z.strictObject({ zh: z.string().trim().min(2).max(60), en: z.string().trim().min(2).max(120) });
const names = {
  name: words,
  telephone: z
    .string()
    .regex(/^[0-9+()（）、 -]{5,40}$/)
    .optional(),
};
const officeSchema = z.strictObject({
  ...names,
  documentNumbers: documentForms,
  within: z.record(z.string(), z.strictObject(names)).default({}),
});

/**
 * Reads what an office file says.
 *
 * @param division GB/T 2260 code of the installation.
 * @param field The setting that names the file, for the sentence of a mistake.
 * @throws Problem BAD_CONFIGURATION with one sentence for the first mistake, naming its place in the file.
 */
export function parseOffice(json: string, division: string, field: string): Office {
  const parsed = officeSchema.safeParse(readJson(json, field));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const surplus = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    throw mistake(field, [...(issue?.path ?? []), ...surplus].map(String).join('.') || 'JSON', issue?.message);
  }
  const { name, telephone, documentNumbers, within } = parsed.data;
  for (const code of Object.keys(within)) {
    if (!liesWithin(division, code)) throw elsewhere(field, code);
  }
  return {
    division,
    offices: new Map([...Object.entries(within), [division, { name, telephone }]]),
    documentNumbers,
  };
}

/** An office that no file describes: its papers bear the names of the table of divisions, and no telephone. */
export function plainOffice(division: string): Office {
  return { division, offices: new Map(), documentNumbers: {} };
}

/**
 * The office that decides a case and signs its papers: the civil affairs bureau of the county, or the township itself
 * where the whole procedure is delegated to it 委托下放.
 */
export function decidingOffice(
  office: Office,
  { division, delegated }: { readonly division: string; readonly delegated: boolean },
): { readonly zh: string; readonly telephone: string | null } {
  const place = delegated ? division : division.slice(0, 6);
  const zh =
    namedOffice(office, { division, delegated }) ?? (delegated ? regionName(place) : `${regionName(place)}民政局`);
  return { zh, telephone: office.offices.get(place)?.telephone ?? null };
}

/** The name that the office file gives the deciding office of a case; `undefined` where it names none for that place. */
export function namedOffice(
  { offices }: Pick<Office, 'offices'>,
  { division, delegated }: { readonly division: string; readonly delegated: boolean },
): string | undefined {
  return offices.get(delegated ? division : division.slice(0, 6))?.name.zh;
}

function readJson(json: string, field: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw mistake(field, 'JSON', undefined);
  }
}

function liesWithin(outer: string, inner: string): boolean {
  try {
    return outer !== inner && regionCovers(outer, inner);
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
}

function mistake(field: string, place: string, message: string | undefined): Problem {
  const form = message === FORM_MISTAKE.en ? FORM_MISTAKE : { zh: '填写有误', en: 'is missing or wrong' };
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field,
    zh: `${field} 的机构文件中 ${place} ${form.zh}；格式见 docs/operations.md。`,
    en: `${place} of the office file in ${field} ${form.en}; docs/operations.md shows its form`,
  });
}

function elsewhere(field: string, code: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field,
    zh: `${field} 的机构文件中 within.${code} 不是 HEDUI_DIVISION 所辖的区划；请更正代码。`,
    en: `within.${code} of the office file in ${field} is no division within HEDUI_DIVISION; correct its code`,
  });
}
