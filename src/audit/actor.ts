/** Roles of an office's staff. One person may hold several, but never takes two sides of one case. */
export const STAFF_ROLES = [
  /** Registers cases, records authorisation letters, requests verifications. */
  'CASEWORKER',
  /** Accepts questions for the county, follows up silent sources, handles corrections of wrong records. */
  'COUNTY_OFFICER',
  /** Reviews reports that others requested 复核, and settles what is contested. */
  'REVIEWER',
  /** Decides 审核确认. */
  'DECIDER',
  /** Maintains the policy packs and decides on the effects of a pack on existing cases. */
  'POLICY_OFFICER',
  /** Is notified when a process is stuck. */
  'DUTY_OFFICER',
  /** Operates the system; sees no person's data. */
  'OPERATOR',
  /** 审计、财政、监察: reads everything in its division. */
  'AUDITOR',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/**
 * Roles that an audit entry can name. `PUBLIC` has no token and sees no person's data. Only our own programs are
 * `SYSTEM`.
 */
export const ROLES = [...STAFF_ROLES, 'PARTNER', 'APPLICANT', 'SYSTEM', 'PUBLIC'] as const;
export type Role = (typeof ROLES)[number];

/** The actor of an act, with role, division and the request id of the act. */
export type Actor = {
  /** The subject of the token, or the name of a worker. */
  readonly subject: string;
  readonly role: Role;
  /** GB/T 2260 code of the division that the actor serves; empty for a caller without one. */
  readonly division: string;
  readonly checkId: string;
};
