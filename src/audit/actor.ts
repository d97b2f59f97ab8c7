/** Roles of an office's staff. One person may hold several, but never takes two sides of one case. */
export const STAFF_ROLES = [
  /** Registers cases, records letters, requests verifications. */
  'CASEWORKER',
  /** Accepts questions for the county, follows up silent sources, handles corrections of wrong records. */
  'COUNTY_OFFICER',
  /** Reviews reports that others requested 复核, and settles what is contested. */
  'REVIEWER',
  /** Decides 审核确认. */
  'DECIDER',
  /** Keeps the policy packs and decides on what a pack does to the stock. */
  'POLICY_OFFICER',
  /** Is called when something is stuck. */
  'DUTY_OFFICER',
  /** Keeps the machinery running; sees no person's data. */
  'OPERATOR',
  /** 审计、财政、监察: reads everything of its place. */
  'AUDITOR',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Roles that an audit entry can name. `PUBLIC` has no token and sees no person's data; only our own programs are `SYSTEM`. */
export const ROLES = [...STAFF_ROLES, 'PARTNER', 'APPLICANT', 'SYSTEM', 'PUBLIC'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, in which role and place, and under which request id the act can be followed. */
export type Actor = {
  /** Subject of the token, or the name of a worker. */
  readonly subject: string;
  readonly role: Role;
  /** GB/T 2260 code of the place that the actor serves; empty for a caller without a place. */
  readonly division: string;
  readonly checkId: string;
};
