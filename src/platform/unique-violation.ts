/** PostgreSQL's code for a row that would break a unique constraint. */
const UNIQUE_VIOLATION = '23505';

/** Whether an insert failed because another row already holds the key. */
export function isUniqueViolation(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === UNIQUE_VIOLATION;
}
