/** The cursor in `Last-Event-ID`; `null` where it is absent or not one of ours, which starts the stream anew. */
export function readLastEventId(header: string | null | undefined): number | null {
  return header !== null && header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
