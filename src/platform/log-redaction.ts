/**
 * Redacts by construction: only values that are known to be harmless are written. Values of identifying fields must
 * look like one of our tokens, so a Chinese name or a sentence from a department cannot pass.
 */
const REDACTED = '[redacted]';
const TOKEN = /^[A-Za-z0-9_.:@/-]{1,120}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Identity and card numbers, also in full-width digits or grouped by spaces, dots or dashes. */
const LONG_NUMBER = /\p{Nd}(?:[\s.·_-]{0,2}\p{Nd}){14,}[\s.·_-]{0,2}[xXｘＸ]?/gu;
const MONEY = /[¥￥]\s*[\p{Nd}.,，]+|\p{Nd}[\p{Nd}.,，]*\s*(?:元|万元|分|圆|yuan|fen|RMB|CNY)/giu;
/** Frames as V8 writes them; everything else in a stack is message text. */
const FRAME = /^\s{4}at .{1,300}$/;
const DEEPEST_CAUSE = 3;

type Written = string | number | boolean | null | readonly string[] | { readonly [field: string]: Written };
type Redactor = (value: unknown) => Written | undefined;

function scrub(text: string): string {
  return text.replace(LONG_NUMBER, REDACTED).replace(MONEY, REDACTED);
}

function token(value: unknown): Written | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return UUID.test(value) ? value : TOKEN.test(value) ? scrub(value) : REDACTED;
}

/** The name of a department or bank may be Chinese, but it may not contain a person's number. */
function institution(value: unknown): Written | undefined {
  if (typeof value !== 'string') return undefined;
  return UUID.test(value) ? value : scrub(value.slice(0, 80));
}

/** Counts and milliseconds. A number of fifteen digits or more could identify a person, so it is masked. */
function measure(value: unknown): Written | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return Math.abs(value) < 1e12 ? Math.round(value * 1000) / 1000 : REDACTED;
}

function origin(value: unknown): Written | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return value === undefined ? undefined : REDACTED;
  const { protocol, host } = new URL(value);
  return scrub(`${protocol}//${host}`);
}

/**
 * Masks everything between the first and the last quotation mark, each digit and each non-ASCII character, because a
 * message may quote data (PostgreSQL and JSON.parse do). The remaining text still identifies the fault.
 */
function message(error: Error): string {
  const unquoted = error.message.replace(/["'`“‘「«].*["'`”’」»]/s, '"…"');
  return unquoted
    .replaceAll(/\p{Nd}/gu, '#')
    .replaceAll(/[^\x20-\x7e…]+/g, ' ')
    .slice(0, 300);
}

function frames(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const start = error.message === '' ? 0 : stack.indexOf(error.message);
  const after = start < 0 ? stack : stack.slice(start + error.message.length);
  return after
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => scrub(line.trim()))
    .slice(0, 20);
}

function fault(value: unknown, depth = 1): Written | undefined {
  if (value === undefined) return undefined;
  if (!(value instanceof Error)) return { name: typeof value };
  const code = 'code' in value && (typeof value.code === 'number' ? measure(value.code) : token(value.code));
  const cause = depth < DEEPEST_CAUSE ? fault(value.cause, depth + 1) : undefined;
  return {
    name: token(value.name) ?? REDACTED,
    ...(code === false || code === undefined ? {} : { code }),
    message: message(value),
    stack: frames(value),
    ...(cause === undefined ? {} : { cause }),
  };
}

const code: Redactor = (value) => (typeof value === 'number' ? measure(value) : token(value));

const ALLOWED: ReadonlyMap<string, Redactor> = new Map<string, Redactor>([
  ['checkId', token],
  ['verificationId', token],
  ['applicationId', token],
  ['questionId', token],
  ['sourceId', token],
  ['institution', institution],
  ['requestId', token],
  ['kind', token],
  ['state', token],
  ['phase', token],
  ['code', code],
  ['url', origin],
  ['attempt', measure],
  ['count', measure],
  ['ms', measure],
  ['port', measure],
  ['year', measure],
  ['err', (value) => fault(value)],
]);

/** The event's phrase, with everything that looks like data masked. */
export function redactEvent(event: string): string {
  return scrub(event.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 200));
}

/**
 * The fields that may be written. The names of the dropped fields are listed in `dropped`, masked if they look like
 * data.
 */
export function redactFields(fields: object = {}): Record<string, Written> {
  const kept: Record<string, Written> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const written = ALLOWED.get(name)?.(value);
    if (written !== undefined) kept[name] = written;
    else if (dropped.length < 20) dropped.push(/^[A-Za-z][A-Za-z_]{0,39}$/.test(name) ? name : REDACTED);
  }
  return dropped.length === 0 ? kept : { ...kept, dropped };
}
