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
