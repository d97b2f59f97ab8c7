import { keepUnreadAct } from '../src/access/acts/source-work.ts';
import type { UnreadAnswer } from '../src/sources/port.ts';
import type { Body } from '../src/sources/items.ts';
import type { UnreadOf } from '../src/sources/unread-store.ts';
import { asWorker } from './as-worker.ts';
import type { WorkServices } from './services.ts';

/** Keeps an answer that is not in the agreed form until its adapter is mended; tells operators once. */
export async function keepAndTell(
  services: WorkServices,
  body: Body,
  of: UnreadOf,
  unread: UnreadAnswer,
): Promise<void> {
  const { raw, sample } = unread;
  if (!(await asWorker(services, keepUnreadAct, { body, of, raw, sample }))) return;
  services.log.error('source changed its format', {
    sourceId: body.sourceId,
    ...(body.institution === '' ? {} : { institution: body.institution }),
    code: 'FORMAT_CHANGED',
  });
}
