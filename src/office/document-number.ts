import { z } from 'zod';
import { shanghaiDate } from '../platform/calendar-date.ts';

/** Papers that bear a number, with the form of it where the office sets none: `JD-320213-20180305-000001`. */
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

/** What is left after the placeholders stands in paths and in names of files. */
function isForm(form: string): boolean {
  const serials = form.split('{serial}').length - 1;
  return serials === 1 && form.length <= 60 && /^[\p{L}\p{N}〔〕（）-]*$/u.test(form.replace(PLACEHOLDERS, ''));
}

const form = z.string().refine(isForm, FORM_MISTAKE.en).optional();

/** Forms of document numbers as an office file gives them. */
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
 * The number of a new paper. Serials rise through all places and years, so that no number comes twice.
 *
 * @param of.division The first six digits of the case's division stand in it.
 * @param of.at The Shanghai day of this instant stands in it.
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
