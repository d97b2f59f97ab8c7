import type { Connection, Inquiry, SourceDefinition } from '../../src/sources/port.ts';
import type { Fact } from '../../src/evidence/facts.ts';
import type { Certificate } from '../../src/identity/certificate.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import type { AskOptions, Outcome } from './asking.ts';
import type { Doctor } from './doctors.ts';
import type { Witness } from './witness.ts';

/** Somebody about whom the department may be asked for a test. */
export type TestPerson = {
  readonly name: string;
  readonly certificate: Certificate;
  readonly letterNumber: string;
};

/** Where a source is examined: its line, people, and all that was logged or thrown meanwhile. */
export type Room = {
  readonly source: SourceDefinition;
  readonly connection: Connection;
  /** Its entry in the endpoints file. */
  readonly entry: unknown;
  /** Whom the question goes to; empty where the source answers itself. */
  readonly institution: string;
  /** Where the gateway is, and the territory of the register as it reaches it from there. */
  readonly division: string;
  readonly territory: string;
  readonly baseDate: CalendarDate;
  /** Somebody of whom the source has records. */
  readonly known: TestPerson;
  /** Somebody of whom it has none; `null` where nobody was named. */
  readonly unknown: TestPerson | null;
  readonly witness: Witness;
  /** A fresh question about somebody. */
  inquiry(person: TestPerson, changes?: Partial<Inquiry>): Inquiry;
  ask(inquiry: Inquiry, options?: Partial<AskOptions>): Promise<Outcome>;
  /** `null` at a department's own endpoint: it is asked, and not made to fail. */
  readonly simulator: Simulator | null;
  close(): Promise<void>;
};

/** The controls of a simulated department. */
export type Simulator = {
  /** The department's facts about the person {@link Room.known}. */
  readonly facts: readonly Fact[];
  /** Name and number under which its register has that person. */
  readonly recorded: { readonly name: string; readonly number: string };
  /** Its genuine answer about that person: body of the response, or opened response file. */
  readonly genuine: Buffer;
  /** Settings of `adapters/sandbox/`, until the next call; the others are as usual. */
  behave(settings: Readonly<Record<string, unknown>>): void;
  /** Several questions beside each other. */
  askAll(inquiries: readonly Inquiry[]): Promise<readonly Outcome[]>;
  /** Asks through somebody who changes the answer on its way. */
  askThrough(doctor: Doctor, inquiry: Inquiry): Promise<Outcome>;
  /** How often a question reached the department. */
  timesAsked(requestId: string): number;
};
