import { z } from 'zod';
import { DEMO_DIVISION, isDivisionInUse } from './identity/divisions.ts';
import { Problem } from './platform/problem.ts';
import { LOG_LEVELS } from './platform/log.ts';
import type { LogLevel } from './platform/log.ts';

/** The environment as the variables spell it: the raw strings of `process.env` or of a Worker's bindings. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a process, resolved once. The `kind` of each part tells whether it is embedded or external. */
export type Config = {
  /** `embedded`: no external service; `demo`: demo parts on a real server; `production`: no demo parts. */
  readonly mode: 'embedded' | 'demo' | 'production';
  readonly database:
    | { readonly kind: 'embedded' }
    | { readonly kind: 'server'; readonly appUrl: string; readonly ownerUrl?: string };
  readonly identity:
    | { readonly kind: 'embedded'; readonly audience: string }
    | { readonly kind: 'issuer'; readonly issuer: string; readonly audience: string; readonly jwksUrl?: string };
  readonly sources: { readonly kind: 'simulators' } | { readonly kind: 'file'; readonly path: string };
  /** `generated`: created at the first start and kept in the data directory. */
  readonly keyring:
    | { readonly kind: 'generated' }
    | { readonly kind: 'inline'; readonly json: string }
    | { readonly kind: 'file'; readonly path: string };
  /** GB/T 2260 code of the division that this installation serves, six digits: a county, a city or a province. */
  readonly division: string;
  /** `built-in`: the demonstration's office; in production the names from the table of divisions. */
  readonly office:
    | { readonly kind: 'built-in' }
    | { readonly kind: 'inline'; readonly json: string }
    | { readonly kind: 'file'; readonly path: string };
  /** The folder in which `hedui policy load` finds packs and holidays; nothing else reads it. */
  readonly policyDir?: string;
  /** Absent: the queue runs on PostgreSQL. */
  readonly redisUrl?: string;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** The port on which a worker answers whether it is ready; 0 = any free port, absent: none. */
  readonly workerPort?: number;
  /** The gateway's public address without a slash at the end; `null` where production has not set it. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Milliseconds by which the demo's clock is ahead of (or, negative, behind) the machine's. */
  readonly clockOffsetMs: number;
};

const HUNDRED_YEARS_MS = 100 * 366 * 86_400_000;

type Rule = { readonly schema: z.ZodType<string>; readonly zh: string; readonly en: string };

function rule(schema: z.ZodType<string>, zh: string, en: string): Rule {
  return { schema, zh, en };
}

function urlRule(protocols: readonly string[], example: string): Rule {
  const fits = (text: string) => URL.canParse(text) && protocols.includes(new URL(text).protocol);
  return rule(z.string().refine(fits), `应为形如 ${example} 的地址`, `must be an address such as ${example}`);
}

function integerRule(least: number, most: number): Rule {
  const fits = (text: string) => /^-?\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return rule(
    z.string().refine(fits),
    `应为 ${least} 到 ${most} 的整数`,
    `must be a whole number from ${least} to ${most}`,
  );
}

const PATH = rule(
  z.string().refine((text) => !text.includes('\0')),
  '应为路径',
  'must be a path',
);
const ONE = rule(z.literal('1'), '只能是 1，或不设置', 'may only be 1, or not set');

/** Every variable that Hedui reads, with its format. */
const VARIABLES = {
  DATABASE_URL: urlRule(['postgres:', 'postgresql:'], 'postgres://hedui_app:…@host:5432/hedui'),
  HEDUI_OWNER_URL: urlRule(['postgres:', 'postgresql:'], 'postgres://hedui_owner:…@host:5432/hedui'),
  REDIS_URL: urlRule(['redis:', 'rediss:'], 'redis://host:6379'),
  HEDUI_DEMO: ONE,
  HEDUI_PORT: integerRule(0, 65_535),
  HEDUI_WORKER_PORT: integerRule(0, 65_535),
  HEDUI_HOST: rule(
    z.string().regex(/^[A-Za-z0-9.:_-]+$/),
    '应为主机名或 IP 地址',
    'must be a host name or an IP address',
  ),
  HEDUI_PUBLIC_URL: urlRule(['https:', 'http:'], 'https://hedui.example.cn'),
  HEDUI_DATA_DIR: PATH,
  HEDUI_LOG_LEVEL: rule(
    z.enum(LOG_LEVELS),
    `应为 ${LOG_LEVELS.join('、')} 之一`,
    `must be one of ${LOG_LEVELS.join(', ')}`,
  ),
  HEDUI_KEYRING: rule(z.string().refine(isJsonObject), '应为 JSON 对象', 'must be a JSON object'),
  HEDUI_KEYRING_FILE: PATH,
  HEDUI_ISSUER: urlRule(['https:', 'http:'], 'https://id.example.cn'),
  HEDUI_AUDIENCE: rule(z.string().regex(/^\S+$/), '不能含空白', 'must not contain spaces'),
  HEDUI_JWKS_URL: urlRule(['https:', 'http:'], 'https://id.example.cn/jwks'),
  HEDUI_DIVISION: rule(
    z.string().refine(isDivisionInUse),
    '应为区划表内现行的六位代码（GB/T 2260），如 320213',
    'must be a code of six digits in the table of divisions (GB/T 2260) that is in use, e.g. 320213',
  ),
  HEDUI_OFFICE: rule(z.string().refine(isJsonObject), '应为 JSON 对象', 'must be a JSON object'),
  HEDUI_OFFICE_FILE: PATH,
  HEDUI_CLOCK_OFFSET_MS: integerRule(-HUNDRED_YEARS_MS, HUNDRED_YEARS_MS),
  HEDUI_SOURCES_FILE: PATH,
  HEDUI_POLICY_DIR: PATH,
} as const satisfies Record<string, Rule>;

type VariableName = keyof typeof VARIABLES;
// Object.keys is typed for objects that may have more keys than their type; this one is closed.
const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly VariableName[];
type Values = { readonly [Name in VariableName]?: string };

function isJsonObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

function refuse(name: string, zh: string, en: string): never {
  throw new Problem({ code: 'BAD_CONFIGURATION', field: name, zh: `环境变量 ${name} ${zh}`, en: `${name} ${en}` });
}

/** Number of single-letter edits between two names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function refuseUnknown(env: Environment): void {
  const known: readonly string[] = VARIABLE_NAMES;
  for (const name of Object.keys(env)) {
    if (!name.startsWith('HEDUI_') || known.includes(name)) continue;
    const nearest = known.toSorted((a, b) => distance(a, name) - distance(b, name))[0] ?? '';
    refuse(name, `不认识；是否想写 ${nearest}？`, `is unknown; did you mean ${nearest}?`);
  }
}

/**
 * An empty value means not set, as in a `.env` file with nothing after the equals sign. Errors never repeat the
 * value.
 */
function readValues(env: Environment): Values {
  const values: { [Name in VariableName]?: string } = {};
  for (const name of VARIABLE_NAMES) {
    const text = env[name]?.trim();
    if (text === undefined || text === '') continue;
    const { schema, zh, en } = VARIABLES[name];
    if (!schema.safeParse(text).success) refuse(name, `${zh}。`, `${en}.`);
    values[name] = text;
  }
  return values;
}

function refuseContradictions(values: Values, mode: Config['mode']): void {
  const needs = (name: VariableName, other: VariableName) => {
    if (values[name] !== undefined && values[other] === undefined) {
      refuse(name, `须与 ${other} 一起设置。`, `only makes sense together with ${other}.`);
    }
  };
  needs('HEDUI_OWNER_URL', 'DATABASE_URL');
  needs('HEDUI_JWKS_URL', 'HEDUI_ISSUER');
  for (const [inline, file] of [
    ['HEDUI_KEYRING', 'HEDUI_KEYRING_FILE'],
    ['HEDUI_OFFICE', 'HEDUI_OFFICE_FILE'],
  ] as const) {
    if (values[inline] === undefined || values[file] === undefined) continue;
    refuse(inline, `与 ${file} 只能设置一个。`, `and ${file} exclude each other; set one.`);
  }
  if (mode === 'production' && values.HEDUI_CLOCK_OFFSET_MS !== undefined) {
    refuse('HEDUI_CLOCK_OFFSET_MS', '只能用于演示，请删除。', 'is for demonstrations only; remove it.');
  }
}

/** The embedded identity provider, simulators and demo accounts never run on a real database unless asked for. */
function requireProductionParts(values: Values): void {
  const missing = [
    ...(values.HEDUI_ISSUER === undefined ? ['HEDUI_ISSUER'] : []),
    ...(values.HEDUI_KEYRING === undefined && values.HEDUI_KEYRING_FILE === undefined ? ['HEDUI_KEYRING_FILE'] : []),
    ...(values.HEDUI_SOURCES_FILE === undefined ? ['HEDUI_SOURCES_FILE'] : []),
    // The division's name appears on every report, so a default could print another city's name.
    ...(values.HEDUI_DIVISION === undefined ? ['HEDUI_DIVISION'] : []),
  ];
  if (missing.length === 0) return;
  refuse(
    'DATABASE_URL',
    `指向真实数据库，还须设置 ${missing.join('、')}；若只是演示，请设置 HEDUI_DEMO=1。`,
    `names a real server, so ${missing.join(', ')} must be set too; for a demonstration set HEDUI_DEMO=1.`,
  );
}

function readKeyring(values: Values): Config['keyring'] {
  if (values.HEDUI_KEYRING !== undefined) return { kind: 'inline', json: values.HEDUI_KEYRING };
  if (values.HEDUI_KEYRING_FILE !== undefined) return { kind: 'file', path: values.HEDUI_KEYRING_FILE };
  return { kind: 'generated' };
}

function readOffice(values: Values): Config['office'] {
  if (values.HEDUI_OFFICE !== undefined) return { kind: 'inline', json: values.HEDUI_OFFICE };
  if (values.HEDUI_OFFICE_FILE !== undefined) return { kind: 'file', path: values.HEDUI_OFFICE_FILE };
  return { kind: 'built-in' };
}

function readIdentity(values: Values): Config['identity'] {
  const audience = values.HEDUI_AUDIENCE ?? 'hedui';
  if (values.HEDUI_ISSUER === undefined) return { kind: 'embedded', audience };
  const keys = values.HEDUI_JWKS_URL === undefined ? {} : { jwksUrl: values.HEDUI_JWKS_URL };
  return { kind: 'issuer', issuer: values.HEDUI_ISSUER, audience, ...keys };
}

function readDatabase(values: Values): Config['database'] {
  if (values.DATABASE_URL === undefined) return { kind: 'embedded' };
  const owner = values.HEDUI_OWNER_URL === undefined ? {} : { ownerUrl: values.HEDUI_OWNER_URL };
  return { kind: 'server', appUrl: values.DATABASE_URL, ...owner };
}

/**
 * Outside production pages link to the gateway of this machine. Production has no default, because a wrong address
 * is worse than none.
 */
function readPublicUrl(values: Values, mode: Config['mode'], own: string): string | null {
  const url = values.HEDUI_PUBLIC_URL ?? (mode === 'production' ? null : own);
  return url === null ? null : url.replace(/\/+$/, '');
}

/**
 * Parses the environment once. It reads nothing but `env`, so it runs in workerd too.
 *
 * @throws Problem BAD_CONFIGURATION with one sentence for the first mistake, naming the variable, never its value
 */
export function readConfig(env: Environment): Config {
  refuseUnknown(env);
  const values = readValues(env);
  const mode = values.DATABASE_URL === undefined ? 'embedded' : values.HEDUI_DEMO === undefined ? 'production' : 'demo';
  refuseContradictions(values, mode);
  if (mode === 'production') requireProductionParts(values);
  const dataDir = values.HEDUI_DATA_DIR ?? '.data';
  const host = values.HEDUI_HOST ?? '127.0.0.1';
  const port = Number(values.HEDUI_PORT ?? '4000');
  return {
    mode,
    database: readDatabase(values),
    identity: readIdentity(values),
    sources:
      values.HEDUI_SOURCES_FILE === undefined
        ? { kind: 'simulators' }
        : { kind: 'file', path: values.HEDUI_SOURCES_FILE },
    keyring: readKeyring(values),
    division: values.HEDUI_DIVISION ?? DEMO_DIVISION,
    office: readOffice(values),
    ...(values.REDIS_URL === undefined ? {} : { redisUrl: values.REDIS_URL }),
    ...(values.HEDUI_POLICY_DIR === undefined ? {} : { policyDir: values.HEDUI_POLICY_DIR }),
    host,
    port,
    ...(values.HEDUI_WORKER_PORT === undefined ? {} : { workerPort: Number(values.HEDUI_WORKER_PORT) }),
    publicUrl: readPublicUrl(values, mode, `http://${host}:${port}`),
    dataDir,
    logLevel: z.enum(LOG_LEVELS).parse(values.HEDUI_LOG_LEVEL ?? 'info'),
    clockOffsetMs: Number(values.HEDUI_CLOCK_OFFSET_MS ?? '0'),
  };
}
