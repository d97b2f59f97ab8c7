import { asError, Problem } from './problem.ts';

type Sentence = readonly [zh: string, en: string];

/** SQLSTATE of PostgreSQL (appendix A of its manual) and errno of the operating system: set-up or passing. */
const SET_UP: Readonly<Record<string, Sentence>> = {
  '28P01': ['用户名或密码不对', 'wrong user or password'],
  '28000': ['服务器不允许该用户从此处连接', 'the server does not admit this user from here'],
  '3D000': ['没有这个数据库', 'there is no such database'],
  '42501': ['该用户无权连接', 'the user may not connect'],
  ENOTFOUND: ['找不到这台主机', 'no such host'],
  ERR_INVALID_URL: ['地址格式不对', 'the address is malformed'],
};

const PASSING: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: ['没有服务在该端口应答，请先启动 PostgreSQL', 'nothing answers on that port; start PostgreSQL first'],
  ECONNRESET: ['连接被对方断开', 'the connection was cut'],
  EHOSTUNREACH: ['网络不通', 'the network does not reach it'],
  ENETUNREACH: ['网络不通', 'the network does not reach it'],
  ETIMEDOUT: ['连接超时', 'it did not answer in time'],
  EAI_AGAIN: ['暂时无法解析主机名', 'the host name cannot be resolved just now'],
  '53300': ['连接数已满', 'it has no connection left'],
  '57P03': ['正在启动或关闭，请稍后再试', 'it is starting or stopping; try again shortly'],
  '57P01': ['正在关闭', 'it is shutting down'],
};

/**
 * Faults of a statement that pass by themselves, as SQLSTATE: 08 connection exception, 53 insufficient resources (disk,
 * memory, connections), 57P the operator ended the session, 40P01 deadlock, 40001 serialisation failure. EPIPE and the
 * rest are the operating system's names for a connection that is gone.
 */
const PASSING_STATE =
  /^(08...|53...|57P0[1235]|40P01|40001|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;

/** The driver has no code for these. */
const CONNECTION_LOST =
  /^(Connection terminated|Client (was closed|has encountered a connection error)|Query read timeout)/;

/** Host, port and database of an address, never user or password. */
function whereabouts(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}

function codeOf(fault: Error): string {
  // A name with several addresses fails as an AggregateError, whose first part has the code.
  const first: unknown = fault instanceof AggregateError ? fault.errors[0] : fault;
  if (first instanceof Error && 'code' in first && typeof first.code === 'string') return first.code;
  if (/timeout/i.test(fault.message)) return 'ETIMEDOUT';
  if (/password must be a string|SASL/.test(fault.message)) return '28P01';
  return 'ECONNRESET';
}

/** A fault of connecting as one sentence; BAD_CONFIGURATION when waiting cannot mend it, else UNAVAILABLE. */
export function explainConnectionFault(thrown: unknown, url: string): Problem {
  const fault = asError(thrown);
  if (fault instanceof Problem) return fault;
  const code = codeOf(fault);
  const setUp = SET_UP[code];
  const [zh, en] = setUp ?? PASSING[code] ?? [`错误 ${code}`, `error ${code}`];
  const place = whereabouts(url);
  return new Problem(
    {
      code: setUp === undefined ? 'UNAVAILABLE' : 'BAD_CONFIGURATION',
      field: 'DATABASE_URL',
      zh: `连不上数据库 ${place}：${zh}。`,
      en: `Cannot connect to the database ${place}: ${en}.`,
    },
    { cause: fault },
  );
}

/** The SQLSTATE, or the operating system's name, of a fault or of what caused it; none for other errors. */
export function sqlStateOf(thrown: unknown): string | undefined {
  for (let fault = thrown; fault instanceof Error; fault = fault.cause) {
    if (!(fault instanceof Problem) && 'code' in fault && typeof fault.code === 'string') return fault.code;
  }
  return undefined;
}

/**
 * A fault of a statement under way: as UNAVAILABLE when it passes by itself, so that callers are asked to try again;
 * anything else as it is.
 */
export function explainStatementFault(thrown: unknown): Error {
  const fault = asError(thrown);
  if (fault instanceof Problem) return fault;
  const passes = PASSING_STATE.test(sqlStateOf(fault) ?? '') || CONNECTION_LOST.test(fault.message);
  if (!passes) return fault;
  return new Problem(
    {
      code: 'UNAVAILABLE',
      zh: '数据库暂时不可用；请稍后再试，有幂等键的请用同一个键。',
      en: 'the database is not available just now; try again shortly, with the same idempotency key where there is one',
    },
    { cause: fault },
  );
}
