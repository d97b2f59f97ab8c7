import { z } from 'zod';
import { createTokenVerifier, remoteKeys } from '../access/verify-token.ts';
import { isDivisionInUse } from '../identity/divisions.ts';
import { builtInOffice } from '../office/demo-office.ts';
import { parseOffice } from '../office/office.ts';
import type { Office } from '../office/office.ts';
import { shiftedClock, systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import type { Database } from '../platform/database.ts';
import { createLineLog, LOG_LEVELS } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { asError, Problem } from '../platform/problem.ts';
import { calendarOf, compressedCalendar, HolidayBook } from '../platform/working-days.ts';
import { parseKeyring } from '../protection/keyring.ts';
import type { Keyring } from '../protection/keyring.ts';
import { placeSources, readPrintedSources } from '../sources/planned-source.ts';
import { composeGateway } from './compose-gateway.ts';
import type { GatewayParts } from './compose-gateway.ts';
import { composeStanding } from './composition.ts';
import type { StandingServices } from './composition.ts';
import { proveKeys } from './prove-keys.ts';
import demoTime from './demo-time.json' with { type: 'json' };
import printedSources from '../../schema/sources.json' with { type: 'json' };

/**
 * The same app at the edge, in workerd. It only reads and writes rows: no queue, no LISTEN, no session. A
 * verification that is requested here leaves a row in the outbox, and a worker on Node processes it; progress is
 * read by polling.
 */

/** Bindings and variables of the Worker; `wrangler.toml` says what each is for. */
const bindingsSchema = z.object({
  HYPERDRIVE: z.object({ connectionString: z.string() }),
  HEDUI_ISSUER: z.url(),
  HEDUI_JWKS_URL: z.url(),
  HEDUI_AUDIENCE: z.string().min(1),
  HEDUI_KEYRING: z.string().min(1),
  HEDUI_DIVISION: z.string().refine(isDivisionInUse),
  HEDUI_OFFICE: z.string().optional(),
  HEDUI_DEMO: z.enum(['0', '1']).default('0'),
  HEDUI_CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  HEDUI_LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

type ExecutionContext = { waitUntil(work: Promise<unknown>): void };
/**
 * The parts that live as long as the isolate: keys, verified tokens, rules. A connection lives as long as its
 * request.
 */
type Isolate = {
  readonly services: StandingServices;
  readonly gateway: GatewayParts;
  readonly connectionString: string;
  readonly keyring: Keyring;
  /** Whether the keyring is proven to be the one that filled the database. */
  proven: boolean;
};

/** Connections of one request to Hyperdrive; workerd allows six. */
const CONNECTIONS = 3;

const isolates = new WeakMap<object, Isolate>();

function isolateOf(env: object): Isolate {
  const known = isolates.get(env);
  if (known !== undefined) return known;
  const read = bindingsSchema.safeParse(env);
  if (!read.success) throw misconfigured(String(read.error.issues[0]?.path[0] ?? ''));
  const bindings = read.data;
  const demo = bindings.HEDUI_DEMO === '1';
  const holidays = new HolidayBook();
  if (!demo && bindings.HEDUI_CLOCK_OFFSET_MS !== 0) throw misconfigured('HEDUI_CLOCK_OFFSET_MS');
  const keyring = parseKeyring(bindings.HEDUI_KEYRING);
  const isolate: Isolate = {
    connectionString: bindings.HYPERDRIVE.connectionString,
    keyring,
    proven: false,
    services: composeStanding({
      keyring,
      clock: shiftedClock(bindings.HEDUI_CLOCK_OFFSET_MS),
      calendar: demo ? compressedCalendar(calendarOf(holidays), demoTime) : calendarOf(holidays),
      holidays,
      // Only workers on Node connect to the departments; here only their names and terms are needed.
      sources: placeSources(readPrintedSources(printedSources), bindings.HEDUI_DIVISION),
      demo,
      office: officeOf(bindings),
    }),
    gateway: {
      log: lineLog(bindings.HEDUI_LOG_LEVEL),
      verifyToken: createTokenVerifier({
        issuer: bindings.HEDUI_ISSUER,
        audience: bindings.HEDUI_AUDIENCE,
        keys: remoteKeys(bindings.HEDUI_JWKS_URL),
      }),
    },
  };
  isolates.set(env, isolate);
  return isolate;
}

function officeOf({ HEDUI_OFFICE, HEDUI_DIVISION, HEDUI_DEMO }: z.infer<typeof bindingsSchema>): Office {
  if (HEDUI_OFFICE !== undefined) return parseOffice(HEDUI_OFFICE, HEDUI_DIVISION, 'HEDUI_OFFICE');
  return builtInOffice(HEDUI_DIVISION, HEDUI_DEMO === '1');
}

function lineLog(level: (typeof LOG_LEVELS)[number]): Log {
  return createLineLog({ level, clock: systemClock, write: (line) => console.log(line) });
}

function misconfigured(name: string): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: name,
    zh: `Worker 的绑定或变量 ${name} 缺失或无效；请按 wrangler.toml 的说明设置。`,
    en: `the Worker's binding or variable ${name} is missing or not usable; set it as wrangler.toml says`,
  });
}

async function handle(request: Request, env: object, context: ExecutionContext): Promise<Response> {
  let isolate: Isolate;
  try {
    isolate = isolateOf(env);
  } catch (thrown) {
    return notServing(thrown);
  }
  const { connectionString, services, gateway } = isolate;
  const db = openDatabase(connectionString, { max: CONNECTIONS, log: gateway.log });
  const close = () => context.waitUntil(db.destroy());
  try {
    await proveOnce(isolate, db);
  } catch (thrown) {
    close();
    return notServing(thrown);
  }
  try {
    const response = await composeGateway({ ...services, db }, gateway).fetch(request);
    return closingAfter(response, close);
  } catch (thrown) {
    close();
    throw thrown;
  }
}

/**
 * Compares the keyring with the database at the isolate's first request, because an isolate may not query the
 * database at its start. After a failure the next request compares again.
 */
async function proveOnce(isolate: Isolate, db: Database): Promise<void> {
  if (isolate.proven) return;
  await proveKeys(db, isolate.keyring, isolate.services.clock);
  isolate.proven = true;
}

/** Refuses every request without naming a setting; the log contains the cause. */
function notServing(thrown: unknown): Response {
  if (thrown instanceof Problem && thrown.code === 'BAD_CONFIGURATION') {
    lineLog('error').error('the worker is not configured', { err: thrown });
    return refusal('服务未配置 / not configured');
  }
  lineLog('error').error('the keyring could not be compared with the database', { err: asError(thrown) });
  return refusal('服务暂不可用，请稍后重试 / not available now, try again later');
}

function refusal(message: string): Response {
  return Response.json({ errors: [{ message, extensions: { code: 'UNAVAILABLE' } }] }, { status: 503 });
}

/** The same response; `close` runs when its body was sent or its reader has left, as with a stream. */
function closingAfter(response: Response, close: () => void): Response {
  if (response.body === null) {
    close();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const part = await reader.read();
        if (!part.done) return controller.enqueue(part.value);
        controller.close();
      } catch (thrown) {
        controller.error(thrown);
      }
      close();
    },
    async cancel(reason) {
      await reader.cancel(reason);
      close();
    },
  });
  return new Response(body, response);
}

// oxlint-disable-next-line import/no-default-export -- workerd takes the default export
export default { fetch: handle };
