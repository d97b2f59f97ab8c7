/** Something that breaks a promise of the project. */
export type Finding = { readonly path: string; readonly line?: number; readonly says: string };

/**
 * Ends a check: prints each finding as `path:line  sentence` and sets the exit code.
 *
 * @param seen how many things were looked at; a check that looked at nothing has proven nothing, so 0 fails
 */
export function conclude(findings: readonly Finding[], seen: number): void {
  for (const { path, line, says } of findings) {
    process.stdout.write(`${path}${line === undefined ? '' : `:${line}`}  ${says}\n`);
  }
  if (seen === 0) process.stdout.write('nothing was looked at: the check itself is broken\n');
  process.exitCode = findings.length > 0 || seen === 0 ? 1 : 0;
}

/** The line, from 1, on which a position of a text lies. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
