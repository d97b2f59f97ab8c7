import { z } from 'zod';
import { calendarDateSchema } from '../evidence/fact-scalars.ts';
import { FACT_KINDS } from '../evidence/facts.ts';
import { CERTIFICATE_TYPES } from '../identity/certificate.ts';
import type { LineTerms, Reuse, SourceBehaviour, SourceDescription } from './port.ts';
import type { SourceTerms } from './terms.ts';
import { REGISTER_LEVELS, territoryOf } from './territory.ts';

/**
 * The properties of a source that a verification needs, independent of the installation; `schema/sources.json` lists
 * them.
 */
export type PrintedSource = Pick<
  SourceDescription,
  'id' | 'department' | 'subject' | 'since' | 'facts' | 'level' | 'institutions' | 'certificates'
> &
  Pick<SourceBehaviour, 'turnaroundWorkingDays' | 'staleAfterDays' | 'lineQuestions'> & {
    readonly connected: boolean;
    /** Codes of its institutions that are not connected; absent where there are none. */
    readonly unconnectedInstitutions?: readonly string[];
    /** The connection settings of this installation, for operators; `null` where the source is not connected. */
    readonly terms: SourceTerms | null;
    /** How long, and for which purposes, its answer is reused for an identical question. */
    readonly reuse: Reuse;
  };

/** A source at the place of this installation. */
export type PlannedSource = PrintedSource & {
  /** GB/T 2260 code of the territory that its register covers. */
  readonly territory: string;
};

/**
 * The sources at the place of an installation.
 *
 * @param division GB/T 2260 code of the installation. A source with a separate register for each of several places
 * in it is not asked as one (`connectSources` refuses it); its questions name the installation's own place.
 */
export function placeSources(sources: readonly PrintedSource[], division: string): readonly PlannedSource[] {
  return sources.map((source) => ({ ...source, territory: territoryOf(source.level, division) ?? division }));
}

const words = { zh: z.string(), en: z.string() };
const count = z.int().nonnegative();
const lineTermsSchema: z.ZodType<LineTerms> = z.strictObject({
  institution: z.string(),
  from: calendarDateSchema,
  until: calendarDateSchema.nullable(),
  tellsAmount: z.boolean(),
});
const printedSchema: z.ZodType<readonly PrintedSource[]> = z.array(
  z.strictObject({
    id: z.string(),
    department: z.strictObject(words),
    subject: z.strictObject(words),
    since: calendarDateSchema.exactOptional(),
    facts: z.array(z.enum(FACT_KINDS)),
    level: z.enum(REGISTER_LEVELS),
    institutions: z.array(z.strictObject({ code: z.string(), ...words })),
    certificates: z.array(z.enum(CERTIFICATE_TYPES)),
    turnaroundWorkingDays: count,
    staleAfterDays: count,
    lineQuestions: z.array(lineTermsSchema).exactOptional(),
    connected: z.boolean(),
    unconnectedInstitutions: z.array(z.string()).exactOptional(),
    terms: z
      .strictObject({
        line: z.string(),
        hub: z.strictObject(words).nullable(),
        quota: z.strictObject({ perSecond: count, perDay: count, concurrent: count }),
        halfOpenAfterMs: count,
        window: z.strictObject({ opens: z.string(), closes: z.string() }).nullable(),
        byFiles: z.boolean(),
      })
      .nullable(),
    reuse: z.strictObject({ withinHours: z.number().nonnegative(), purposes: z.array(z.string()) }),
  }),
);

/** Reads the content of `schema/sources.json`. @throws ZodError for any other content. */
export function readPrintedSources(printed: unknown): readonly PrintedSource[] {
  return printedSchema.parse(printed);
}
