import type { Role } from '../../audit/actor.ts';
import { mayPerform } from '../acts/admit.ts';
import { ACTS } from '../acts/registry.ts';
import { may, READS } from '../may.ts';
import type { Read } from '../may.ts';
import type { Reader } from '../reader.ts';
import { readStaff } from '../staff-store.ts';
import type { StaffMember } from '../staff-store.ts';

/** The caller, as the gateway knows them. */
export type Me = {
  readonly kind: 'STAFF' | 'PARTNER' | 'APPLICANT';
  readonly subject: string;
  /** `null` where nobody has recorded it. */
  readonly name: string | null;
  readonly office: string | null;
  /** `null` for a caller without a place. */
  readonly division: string | null;
  readonly roles: readonly Role[];
  /** Names of the reads and acts that the caller's roles include, whatever the place. */
  readonly may: readonly string[];
};

/** The caller with what their roles include. It speaks of nobody else, so that no entry is left. */
export async function seeMe({ services, principal, actor }: Reader): Promise<Me> {
  if (principal.kind === 'SYSTEM') throw new Error('no token makes a program a caller');
  const { subject } = principal;
  const member = (await readStaff(services.db, [subject])).get(subject);
  const reads = (Object.keys(READS) as Read[]).filter((read) => may(principal, read));
  const acts = ACTS.filter((act) => mayPerform(principal, act)).map(({ name }) => name);
  return {
    kind: principal.kind,
    subject,
    name: member?.name ?? null,
    office: member?.office ?? null,
    division: principal.kind === 'STAFF' ? principal.division : null,
    roles: principal.kind === 'STAFF' ? principal.roles : [actor.role],
    may: [...reads, ...acts],
  };
}

/** How a person of an office is shown; `null` where nobody has recorded it. */
export async function seeStaff({ services }: Reader, subject: string): Promise<StaffMember | null> {
  return (await readStaff(services.db, [subject])).get(subject) ?? null;
}
