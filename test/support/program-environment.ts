import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import type { LogLevel } from '../../src/platform/log.ts';

/** Everything by which the programs of one test installation differ from those of another. */
export type InstallationParts = {
  /** A folder of its own: settings, keys and data lie in it. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** Text of the keyring file. */
  readonly keyring: string;
  /** The departments, as the file of sources describes them. */
  readonly endpoints: object;
  readonly issuer: { readonly issuer: string; readonly jwksUrl?: string };
  /** Milliseconds by which a demonstration's clock is moved; `null` for an installation in production, on true time. */
  readonly demoOffsetMs: number | null;
  /** `null` where the queue is in the database. */
  readonly redisUrl: string | null;
  readonly logLevel?: LogLevel;
};

/** Variables of the same installation for programs on Node, and for the Worker at the edge. */
export type InstallationEnvironment = {
  readonly onNode: Readonly<Record<string, string>>;
  readonly atEdge: Readonly<Record<string, string>>;
};

/** Writes the files of an installation, and tells the variables with which each of its programs is started. */
export async function installationEnvironment(parts: InstallationParts): Promise<InstallationEnvironment> {
  const { folder, databaseUrl, keyring, issuer, demoOffsetMs, redisUrl, logLevel } = parts;
  const shared = {
    HEDUI_ISSUER: issuer.issuer,
    ...(issuer.jwksUrl === undefined ? {} : { HEDUI_JWKS_URL: issuer.jwksUrl }),
    HEDUI_AUDIENCE: 'hedui',
    HEDUI_DIVISION: DEMO_DIVISION,
    ...(demoOffsetMs === null ? {} : { HEDUI_DEMO: '1', HEDUI_CLOCK_OFFSET_MS: String(demoOffsetMs) }),
  };
  return {
    onNode: {
      ...shared,
      DATABASE_URL: databaseUrl,
      HEDUI_KEYRING_FILE: await secretFile(join(folder, 'keyring.json'), keyring),
      HEDUI_SOURCES_FILE: await secretFile(join(folder, 'sources.json'), JSON.stringify(parts.endpoints)),
      HEDUI_DATA_DIR: join(folder, 'data'),
      HEDUI_PORT: '0',
      ...(logLevel === undefined ? {} : { HEDUI_LOG_LEVEL: logLevel }),
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    },
    // One line: the variables of the Worker go through a file of lines.
    atEdge: { ...shared, HEDUI_KEYRING: JSON.stringify(JSON.parse(keyring)) },
  };
}

async function secretFile(path: string, text: string): Promise<string> {
  await writeFile(path, text, { mode: 0o600 });
  return path;
}
