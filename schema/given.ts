/** A type whose optional properties are absent, never `undefined`. */
export type Given<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** An input without the properties that were not given: pothos types them as `undefined`, the domain as absent. */
export function given<T extends object>(input: T): Given<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Given<T>;
}
