import type { UnreadAnswer } from '../src/sources/port.ts';
import type { Body } from '../src/sources/items.ts';
import { keepUnread } from '../src/sources/unread-store.ts';
import type { UnreadOf } from '../src/sources/unread-store.ts';
import { workerOf } from './services.ts';
import type { WorkServices } from './services.ts';

/** Keeps an answer that is not in the agreed form until its adapter is mended; tells operators once. */
export async function keepAndTell(
  services: WorkServices,
  body: Body,
  of: UnreadOf,
  unread: UnreadAnswer,
): Promise<void> {
  if (!(await keepUnread(services, workerOf(services), body, of, unread))) return;
  services.log.error('source changed its format', {
    sourceId: body.sourceId,
    ...(body.institution === '' ? {} : { institution: body.institution }),
    code: 'FORMAT_CHANGED',
  });
}
