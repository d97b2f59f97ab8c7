/**
 * Every edition of a table that stored reports name by its digest, the one in force last. A table that only grew (a year
 * of holidays, a division) is one more entry: what the earlier ones said stands, so no report of before is marked. An
 * edition of which a later table says otherwise leaves its list, and its reports say that the table has changed.
 */

/** Public holidays, by the last day for which notices were held. */
export const HOLIDAY_EDITIONS: readonly { readonly publishedThrough: string; readonly sha256: string }[] = [
  { publishedThrough: '2026-12-31', sha256: '420a1bb6360d5280c0031e0e757b69b1c14a9c6b5dfd6575e7fae5bbdbdd6494' },
];

/** Divisions by GB/T 2260. */
export const REGION_EDITIONS: readonly { readonly sha256: string }[] = [
  { sha256: '216e83aa92f4513dfe7df962817c490629ba28b010fc6eedbe4ad54c4b52b2e3' },
  // The whole country.
  { sha256: '8d2b3a72f4237fd2e70deb5a68195515f34b15dc5f0be6ea9050601791d8c97a' },
];
