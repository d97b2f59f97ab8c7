import { z } from 'zod';
import { shanghaiDate } from '../platform/calendar-date.ts';

/** Papers with a number, and its default form: `JD-320213-20180305-000001`. */
const DEFAULT_FORMS = {
  APPLICATION: 'SQ-{division}-{day}-{serial}',
  REPORT: 'HD-{division}-{day}-{serial}',
  DECISION: 'JD-{division}-{day}-{serial}',
  OBJECTION: 'YY-{division}-{day}-{serial}',
  DISPUTE: 'ZY-{division}-{day}-{serial}',
  CORRECTION: 'JH-{division}-{day}-{serial}',
} as const;

export type NumberedPaper = keyof typeof DEFAULT_FORMS;
export type DocumentForms = { readonly [Paper in NumberedPaper]?: string | undefined };

/** Why a form is refused. */
export const FORM_MISTAKE = {
  zh: '应含一个 {serial}，此外只能有 {division}、{year}、{day}、文字、数字和〔〕（）-，且各类文书的格式须不同',
  en: 'must hold {serial} once, else only {division}, {year}, {day}, letters, digits and 〔〕（）-, and differ between papers',
};

const PLACEHOLDERS = /\{(?:division|year|day|serial)\}/g;

/** The text around the placeholders becomes part of paths and file names, so only harmless characters are allowed. */
function isForm(form: string): boolean {
  const serials = form.split('{serial}').length - 1;
  return serials === 1 && form.length <= 60 && /^[\p{L}\p{N}〔〕（）-]*$/u.test(form.replace(PLACEHOLDERS, ''));
}

const form = z.string().refine(isForm, FORM_MISTAKE.en).optional();

/** Forms of document numbers, as configured in an office file. */
export const documentForms = z
  .strictObject({
    APPLICATION: form,
    REPORT: form,
    DECISION: form,
    OBJECTION: form,
    DISPUTE: form,
    CORRECTION: form,
  })
  .refine(
    (forms) => new Set(Object.values({ ...DEFAULT_FORMS, ...forms })).size === Object.keys(DEFAULT_FORMS).length,
    {
      message: FORM_MISTAKE.en,
    },
  )
  .default({});

/**
 * The number of a new paper. Serials rise across all divisions and years, so that no number occurs twice.
 *
 * @param of.division The number contains the first six digits of the case's division.
 * @param of.at The number contains the Shanghai day of this instant.
 */
export function documentNumber(
  { documentNumbers }: { readonly documentNumbers: DocumentForms },
  paper: NumberedPaper,
  of: { readonly division: string; readonly at: Date; readonly serial: number },
): string {
  const day = shanghaiDate(of.at).replaceAll('-', '');
  return (documentNumbers[paper] ?? DEFAULT_FORMS[paper])
    .replace('{serial}', String(of.serial).padStart(6, '0'))
    .replaceAll('{division}', of.division.slice(0, 6))
    .replaceAll('{year}', day.slice(0, 4))
    .replaceAll('{day}', day);
}
