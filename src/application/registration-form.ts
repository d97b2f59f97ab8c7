import type { ContactInput } from './contact.ts';
import type { DeclaredContent } from './declared-item.ts';

/** A person of the form, known within it by a key that the caller chooses, e.g. `1` or `mother`. */
export type PersonKey = string;

/** A certificate as typed: full-width digits, spaces, lower-case x and 15-digit numbers are understood. */
export type CertificateInput = { readonly type: string; readonly number?: string | null };

/** One person as a caseworker types them from the paper form. */
export type PersonInput = {
  readonly key: PersonKey;
  readonly name: string;
  readonly certificate: CertificateInput;
  /** Needed where the certificate does not tell it. */
  readonly birthDate?: string | null;
  /** GB/T 4761 code or a word in use, seen from the applicant. */
  readonly relation: string;
  /** `NONE` unless given. */
  readonly circumstance?: string | null;
  /** Unless given: by age (民法典 Art 18 to 20). */
  readonly capacity?: string | null;
  /** Unless given: members live with the applicant, obligors don't. */
  readonly livesTogether?: boolean | null;
  readonly guardian?: PersonKey | null;
};

/** A line of the declaration; `person` is absent where it is the family's. */
export type DeclaredItemInput = { readonly person?: PersonKey | null; readonly content: DeclaredContent };

/** The form of an application 申请, as typed. */
export type RegisterApplicationInput = {
  /** A key of `CATEGORIES`, or its Chinese name. */
  readonly category: string;
  readonly applicant: PersonKey;
  readonly members: readonly PersonInput[];
  /** Support obligors 赡抚扶养义务人 outside the household. */
  readonly obligors?: readonly PersonInput[] | null;
  readonly unit: string;
  /** The person who is to receive aid, where the unit is a single person (2021 rule, Art 8). */
  readonly aidPerson?: PersonKey | null;
  readonly division: string;
  readonly residence: string;
  readonly delegated: boolean;
  /** Near relative of staff (2021 rule, Art 11). */
  readonly staffRelative: boolean;
  /** The present unless given; the clocks of the law start here. */
  readonly acceptedAt?: Date | null;
  readonly declared?: readonly DeclaredItemInput[] | null;
  readonly contact?: ContactInput | null;
  /** Chosen by the caller: a repeated request with the same key is the same application. */
  readonly idempotencyKey?: string | null;
};
