import { Buffer } from 'node:buffer';
import { GraphQLError, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { calendarDate, parseCalendarDate } from '../src/platform/calendar-date.ts';
import { Problem } from '../src/platform/problem.ts';
import type { ProblemCode } from '../src/platform/problem.ts';
import { builder } from './builder.ts';

/** A refusal with both sentences; never repeats the value, which may be a name, a number or an amount. */
function refuse(code: ProblemCode, zh: string, en: string): GraphQLError {
  return new GraphQLError(`${zh} / ${en}`, { extensions: { code, zh, en } });
}

function literal<T>(kind: Kind.INT | Kind.STRING, read: (value: unknown) => T) {
  return (node: ValueNode): T => {
    if (node.kind !== kind) return read(undefined);
    return read(node.kind === Kind.INT ? Number(node.value) : 'value' in node ? node.value : undefined);
  };
}

function readFen(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw refuse(
    'INVALID_AMOUNT',
    '金额无效：请填写以分为单位的整数，例如 82000',
    'Invalid amount: a whole number of fen, e.g. 82000',
  );
}

builder.scalarType('Fen', {
  description:
    'An amount of money in whole fen 分 (1/100 yuan), a JSON integer: 82000 is 820.00 yuan. No fractions, no text.',
  serialize: (value) => readFen(value),
  parseValue: readFen,
  parseLiteral: literal(Kind.INT, readFen),
});

function readDate(value: unknown) {
  try {
    return parseCalendarDate(typeof value === 'string' ? value : '');
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    throw refuse(thrown.code, thrown.details.zh, thrown.details.en);
  }
}

builder.scalarType('CalendarDate', {
  description:
    'A day of the calendar in Asia/Shanghai, given out as `2017-07-01`. Also understood: 2017/7/1, 2017.7.1, 20170701, 2017年7月1日. A day that never was is refused.',
  parseValue: readDate,
  parseLiteral: literal(Kind.STRING, readDate),
});

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function readInstant(value: unknown): Date {
  const text = typeof value === 'string' ? value : '';
  const [, year, month, day] = INSTANT.exec(text) ?? [];
  if (year !== undefined && calendarDate(Number(year), Number(month), Number(day)) !== null) return new Date(text);
  throw refuse(
    'INVALID_DATE',
    '时间无效：请按 2018-01-08T09:30:00+08:00 的形式填写，并带时区',
    'Invalid time: write 2018-01-08T09:30:00+08:00, with its offset from UTC',
  );
}

builder.scalarType('DateTime', {
  description:
    'An instant, given out in UTC as `2018-01-08T01:30:00.000Z`; taken with any offset from UTC, never without one.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  parseValue: readInstant,
  parseLiteral: literal(Kind.STRING, readInstant),
});

builder.scalarType('JSON', {
  description: 'A whole document as JSON; only given out.',
  serialize: (value) => value,
  parseValue: () => {
    throw refuse('INVALID_INPUT', '此处不接受 JSON', 'JSON is not taken here');
  },
});

builder.scalarType('Hundredths', {
  description: 'A quantity with two decimal places as text, so that no reader rounds it: `89.50`. Only given out.',
  serialize: (value) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
      throw new TypeError('whole hundredths are given out');
    const digits = String(Math.abs(value)).padStart(3, '0');
    return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  },
  parseValue: () => {
    throw refuse('INVALID_INPUT', '此处不接受数量', 'no quantity is taken here');
  },
});

function readDuration(value: unknown): number {
  try {
    // Months and years have no length of their own.
    const ms = Temporal.Duration.from(typeof value === 'string' ? value : '').total('milliseconds');
    if (ms >= 0 && Number.isSafeInteger(ms)) return ms;
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  throw refuse(
    'INVALID_INPUT',
    '时长无效：请按 P30D、PT1H 或 PT1.5S 的形式填写，不用年和月',
    'Invalid duration: write P30D, PT1H or PT1.5S, without years or months',
  );
}

builder.scalarType('Duration', {
  description: 'A length of time as ISO 8601 writes it, e.g. `P30D`, `PT1H`, `PT1.5S`; a day is 24 hours. Only taken.',
  serialize: () => {
    throw new TypeError('durations are not given out');
  },
  parseValue: readDuration,
  parseLiteral: literal(Kind.STRING, readDuration),
});

function readBase64(value: unknown): Uint8Array {
  const text = typeof value === 'string' ? value : '';
  const bytes = Buffer.from(text, 'base64');
  // Node reads past what is not base64: only a text that survives the round trip is what was meant.
  if (text !== '' && bytes.toString('base64') === text) return bytes;
  throw refuse(
    'INVALID_INPUT',
    '内容无效：请使用标准 base64 编码',
    'Invalid content: standard base64 with padding is taken',
  );
}

builder.scalarType('Base64', {
  description: 'Bytes in standard base64 with padding (RFC 4648, 4); only taken.',
  serialize: () => {
    throw new TypeError('bytes are not given out');
  },
  parseValue: readBase64,
  parseLiteral: literal(Kind.STRING, readBase64),
});
