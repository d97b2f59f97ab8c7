import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { assertMay } from '../access/may.ts';
import { actorOf } from '../access/principal.ts';
import { seeVerification } from '../access/see/verification.ts';
import { watchProgress } from '../access/watch-progress.ts';
import type { ProgressEntry } from '../verification/progress-log.ts';
import type { HttpEnvironment } from './environment.ts';
import { readLastEventId } from './last-event-id.ts';
import { readVerificationId } from './route-ids.ts';
import type { AppServices } from './services.ts';

/**
 * Progress of a verification as plain server-sent events: `event: progress` with its cursor as `id:`, in the end
 * `event: complete`. Resumes after `Last-Event-ID`, or after `?after=`. Stands behind `authenticate`.
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
    return streamSSE(
      c,
      async (stream) => {
        const gone = new AbortController();
        stream.onAbort(() => gone.abort());
        const watcher = { signal: gone.signal, validForMs: c.get('tokenValidForMs') };
        for await (const entry of watchProgress(services, verification.id, resumed, watcher)) {
          await stream.writeSSE({ id: String(entry.seq), event: 'progress', data: JSON.stringify(shown(entry)) });
        }
        await stream.writeSSE({ event: 'complete', data: '{}' });
      },
      async (err) => services.log.error('progress stream failed', { checkId, verificationId: verification.id, err }),
    );
  };
}

function shown({ seq, event, sourceId, institution, questionId, kind, at }: ProgressEntry) {
  return { cursor: String(seq), event, sourceId, institution, questionId, kind, at: at.toISOString() };
}
