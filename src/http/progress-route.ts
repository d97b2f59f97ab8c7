import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { assertMay } from '../access/may.ts';
import { actorOf } from '../access/principal.ts';
import { seeVerification } from '../access/see/verification.ts';
import { watchProgress } from '../access/watch-progress.ts';
import type { ProgressEntry } from '../verification/progress-log.ts';
import type { HttpEnvironment } from './environment.ts';
import { readLastEventId } from './last-event-id.ts';
import { show } from './refusal.ts';
import { readVerificationId } from './route-ids.ts';
import type { AppServices } from './services.ts';

/**
 * Progress of a verification as plain server-sent events: `event: progress` with its cursor as `id:`, in the end
 * `event: complete`, or `event: error` with the refusal that ends it. Resumes after `Last-Event-ID`, or after `?after=`;
 * with `?late=true` stays after an incomplete report for what late answers make of it. Stands behind `authenticate`.
 *
 * @example app.get('/verifications/:id/progress', progressRoute(services));
 */
export function progressRoute(services: AppServices) {
  return async function progressRoute(c: Context<HttpEnvironment>): Promise<Response> {
    const principal = c.get('principal');
    const checkId = c.get('checkId');
    assertMay(principal, 'READ_VERIFICATION');
    const reader = { services, principal, actor: actorOf(principal, checkId) };
    const verification = await seeVerification(reader, readVerificationId(c));
    const resumed = readLastEventId(c.req.header('last-event-id')) ?? readLastEventId(c.req.query('after')) ?? 0;
    return streamSSE(c, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      const late = c.req.query('late') === 'true';
      const watcher = { signal: gone.signal, validForMs: c.get('tokenValidForMs'), late };
      try {
        for await (const entry of watchProgress(services, verification.id, resumed, watcher)) {
          await stream.writeSSE({ id: String(entry.seq), event: 'progress', data: JSON.stringify(shown(entry)) });
        }
        await stream.writeSSE({ event: 'complete', data: '{}' });
      } catch (thrown) {
        // The status is sent already: what ends the stream is told in it, as every refusal is.
        const refusal = show(thrown, { checkId, log: services.log });
        await stream.writeSSE({ event: 'error', data: JSON.stringify(refusal) });
      }
    });
  };
}

function shown({ seq, event, sourceId, institution, questionId, kind, at }: ProgressEntry) {
  return { cursor: String(seq), event, sourceId, institution, questionId, kind, at: at.toISOString() };
}
