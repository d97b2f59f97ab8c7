/** Kinds of caller. A caller is one of these, never "a user with flags"; `PUBLIC` has no token and sees no person's data. */
export const ROLES = ['CASEWORKER', 'REVIEWER', 'PARTNER', 'AUDITOR', 'OPERATOR', 'SYSTEM', 'PUBLIC'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, in which role and place, and under which check id the act can be followed. */
export type Actor = {
  /** Subject of the token, or the name of a worker. */
  readonly subject: string;
  readonly role: Role;
  /** GB/T 2260 code of the place that the actor serves. */
  readonly division: string;
  readonly checkId: string;
};
