import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Environment } from '../../src/config.ts';
import { Problem } from '../../src/platform/problem.ts';

const server = 'postgres://hedui_app:s3cret-word@db.example.cn:5432/hedui';
const production = {
  DATABASE_URL: server,
  HEDUI_ISSUER: 'https://id.example.cn',
  HEDUI_KEYRING_FILE: '/etc/hedui/keyring.json',
  HEDUI_SOURCES_FILE: '/etc/hedui/sources.json',
  HEDUI_DIVISION: '320213',
};

function refusal(env: Environment): { zh: string; en: string; field: string | undefined } {
  try {
    readConfig(env);
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'BAD_CONFIGURATION') {
      return { zh: thrown.details.zh, en: thrown.details.en, field: thrown.details.field };
    }
    throw thrown;
  }
  throw new Error('the environment was accepted');
}

describe('without anything set', () => {
  it('is embedded, with all of the demo and the documented defaults', () => {
    expect(readConfig({ PATH: '/usr/bin', HOME: '/root' })).toMatchInlineSnapshot(`
      {
        "clockOffsetMs": 0,
        "dataDir": ".data",
        "database": {
          "kind": "embedded",
        },
        "division": "320200",
        "host": "127.0.0.1",
        "identity": {
          "audience": "hedui",
          "kind": "embedded",
        },
        "keyring": {
          "kind": "generated",
        },
        "logLevel": "info",
        "mode": "embedded",
        "office": {
          "kind": "built-in",
        },
        "port": 4000,
        "publicUrl": "http://127.0.0.1:4000",
        "sources": {
          "kind": "simulators",
        },
      }
    `);
  });

  it('leads the public to this machine, unless told where else; in production it leads nowhere until told', () => {
    const publicUrl = (env: Environment) => readConfig(env).publicUrl;
    expect(publicUrl({ HEDUI_PORT: '4100' })).toBe('http://127.0.0.1:4100');
    expect(publicUrl(production)).toBeNull();
    expect(publicUrl({ ...production, HEDUI_PUBLIC_URL: 'https://hedui.example.cn/' })).toBe(
      'https://hedui.example.cn',
    );
    expect(refusal({ HEDUI_PUBLIC_URL: 'hedui.example.cn' }).field).toBe('HEDUI_PUBLIC_URL');
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig({ DATABASE_URL: '', HEDUI_PORT: ' ' })).toEqual(readConfig({}));
  });
});

describe('with a real database', () => {
  it('names everything that production still lacks in one sentence', () => {
    const { zh, en } = refusal({ DATABASE_URL: server });
    expect(zh).toMatchInlineSnapshot(
      `"环境变量 DATABASE_URL 指向真实数据库，还须设置 HEDUI_ISSUER、HEDUI_KEYRING_FILE、HEDUI_SOURCES_FILE、HEDUI_DIVISION；若只是演示，请设置 HEDUI_DEMO=1。"`,
    );
    expect(en).toMatchInlineSnapshot(
      `"DATABASE_URL names a real server, so HEDUI_ISSUER, HEDUI_KEYRING_FILE, HEDUI_SOURCES_FILE, HEDUI_DIVISION must be set too; for a demonstration set HEDUI_DEMO=1."`,
    );
  });

  it('uses the demo parts only when told so', () => {
    const config = readConfig({ DATABASE_URL: server, HEDUI_DEMO: '1', HEDUI_CLOCK_OFFSET_MS: '-250000000000' });
    expect(config).toMatchObject({
      mode: 'demo',
      clockOffsetMs: -250_000_000_000,
      identity: { kind: 'embedded' },
      sources: { kind: 'simulators' },
    });
  });

  it('is production with issuer, keyring and sources', () => {
    expect(readConfig({ ...production, HEDUI_OWNER_URL: server, REDIS_URL: 'rediss://r.example.cn' })).toMatchObject({
      mode: 'production',
      database: { kind: 'server', appUrl: server, ownerUrl: server },
      identity: { kind: 'issuer', issuer: 'https://id.example.cn', audience: 'hedui' },
      keyring: { kind: 'file', path: '/etc/hedui/keyring.json' },
      division: '320213',
      redisUrl: 'rediss://r.example.cn',
    });
  });

  it('has no moved clock in production', () => {
    expect(refusal({ ...production, HEDUI_CLOCK_OFFSET_MS: '0' }).field).toBe('HEDUI_CLOCK_OFFSET_MS');
  });
});

describe('each mistake', () => {
  it.each<[string, Environment]>([
    ['DATABASE_URL', { DATABASE_URL: 'mysql://root@db/hedui' }],
    ['DATABASE_URL', { DATABASE_URL: 'not a url' }],
    ['REDIS_URL', { REDIS_URL: 'localhost:6379' }],
    ['HEDUI_DEMO', { HEDUI_DEMO: 'yes' }],
    ['HEDUI_PORT', { HEDUI_PORT: '65536' }],
    ['HEDUI_PORT', { HEDUI_PORT: '40.5' }],
    ['HEDUI_PORT', { HEDUI_PORT: '-1' }],
    ['HEDUI_HOST', { HEDUI_HOST: 'http://here' }],
    ['HEDUI_LOG_LEVEL', { HEDUI_LOG_LEVEL: 'loud' }],
    ['HEDUI_KEYRING', { HEDUI_KEYRING: '{"keys":' }],
    ['HEDUI_KEYRING', { HEDUI_KEYRING: '{}', HEDUI_KEYRING_FILE: 'k.json' }],
    ['HEDUI_ISSUER', { HEDUI_ISSUER: 'id.example.cn' }],
    ['HEDUI_AUDIENCE', { HEDUI_AUDIENCE: 'a b' }],
    ['HEDUI_JWKS_URL', { HEDUI_JWKS_URL: 'https://id.example.cn/jwks' }],
    ['HEDUI_OWNER_URL', { HEDUI_OWNER_URL: server }],
    ['HEDUI_CLOCK_OFFSET_MS', { HEDUI_CLOCK_OFFSET_MS: 'tomorrow' }],
    ['HEDUI_OFFICE', { HEDUI_OFFICE: '[]' }],
    ['HEDUI_OFFICE', { HEDUI_OFFICE: '{}', HEDUI_OFFICE_FILE: 'office.json' }],
    ['HEDUI_DIVISION', { HEDUI_DIVISION: '无锡市' }],
    ['HEDUI_DIVISION', { HEDUI_DIVISION: '320213001' }],
    ['HEDUI_DIVISION', { HEDUI_DIVISION: '320299' }],
    // 锡山市 until 2000.
    ['HEDUI_DIVISION', { HEDUI_DIVISION: '320283' }],
  ])('of %s is one sentence that names it: %o', (name, env) => {
    const { zh, en, field } = refusal(env);
    expect(field).toBe(name);
    for (const sentence of [zh, en]) {
      expect(sentence).toContain(name);
      expect(sentence).not.toContain('\n');
    }
  });

  it('offers the nearest name for an unknown variable', () => {
    const { zh, en } = refusal({ HEDUI_PROT: '4000' });
    expect(zh).toBe('环境变量 HEDUI_PROT 不认识；是否想写 HEDUI_PORT？');
    expect(en).toBe('HEDUI_PROT is unknown; did you mean HEDUI_PORT?');
  });

  it('never repeats a value, which may be a password', () => {
    const { zh, en } = refusal({ REDIS_URL: 'http://:s3cret-word@redis' });
    expect(`${zh}${en}`).not.toContain('s3cret');
  });
});
