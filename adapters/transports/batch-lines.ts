const LF = 0x0a;
const CR = 0x0d;

/**
 * The lines of a file without their ends, LF or CR LF. A line break is no part of any longer character of GBK,
 * GB 18030 or UTF-8, so bytes may be split by it; `|` is one in GBK, and may not.
 */
export function splitLines(content: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < content.length;) {
    const end = content.indexOf(LF, from);
    const to = end === -1 ? content.length : end;
    lines.push(content.subarray(from, to > from && content[to - 1] === CR ? to - 1 : to));
    from = to + 1;
  }
  return lines;
}

/** Where the last line begins. */
export function lastLineAt(content: Uint8Array): number {
  return content.subarray(0, -1).lastIndexOf(LF) + 1;
}
