/**
 * Whether PostgreSQL can keep a text as it is: it holds no NUL and no half of a surrogate pair, which UTF-8 cannot
 * write. JSON and GraphQL can escape both.
 * Source: PostgreSQL 18, 8.3 and 8.14.
 */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
