/**
 * Where a worker of the fault tests is killed: between which two steps, on which source, and how often at most it
 * comes by with four checks in flight (which of those times is the fatal one, the seed decides).
 */
export const KILL_POINTS = {
  /** The check is committed with its promise of work; the queue has not heard of it. */
  'before-enqueue': { most: 1 },
  /** The queue has it; the promise is not marked as kept. */
  enqueued: { most: 1 },
  /** Planned; nothing is claimed. */
  'before-claim': { most: 2 },
  /** Committed as asked, with its audit entry; nothing is sent yet. */
  'before-send': { most: 6 },
  /** The department has the question; its answer is under way. */
  sent: { most: 6 },
  /** The answer has been received; it is not stored. */
  received: { most: 6 },
  /** Stored; the job is not done. */
  stored: { most: 6 },
  /** Bank questions are committed as asked; no file has been begun. */
  'before-laying': { most: 4 },
  /** The request file lies in the exchange; its questions are not marked as sent. */
  laid: { most: 4 },
  /** A response file has been read; nothing of it is stored. */
  'before-taking': { most: 8 },
  /** The answers of a response file are stored; the file is not put away. */
  taken: { most: 8 },
  /** The report was issued with the last answer; the parked job has not been woken. */
  'before-wake': { most: 2 },
  /** The report is issued; its job is not done. */
  issued: { most: 3 },
} as const;

export type KillPoint = keyof typeof KILL_POINTS;
// Object.keys is typed for objects that may have more keys than their type; this one is closed.
export const KILL_POINT_NAMES = Object.keys(KILL_POINTS) as readonly KillPoint[];
