import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createPopulation } from '../../../adapters/sandbox/population.ts';
import type { FamilyLabel } from '../../../adapters/sandbox/families.ts';
import { readHouseholdVersion } from '../../../src/household/household-store.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { demoCalendar } from '../../../src/main/demo-time.ts';
import { installSources } from '../../../src/main/installed-sources.ts';
import { Lifecycle } from '../../../src/main/lifecycle.ts';
import { shanghaiDate } from '../../../src/platform/calendar-date.ts';
import { shiftedClock, systemClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import type { Database } from '../../../src/platform/database.ts';
import { chineseCalendar } from '../../../src/platform/working-days.ts';
import { generateKeyring, parseKeyring } from '../../../src/protection/keyring.ts';
import type { VerificationServices } from '../../../src/verification/services.ts';
import { composeForTest } from '../../support/composed.ts';
import { CASEWORKER, registrationOf } from '../../support/house.ts';
import { startProgram } from '../../support/program.ts';
import type { RunningProgram } from '../../support/program.ts';
import { installationEnvironment } from '../../support/program-environment.ts';
import { startRedis } from '../../support/queue.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { Death } from './dying-ports.ts';
import { recordLetter, registerApplication, requestVerification } from '../../support/acts.ts';

/** `REAL`: fifteen true working days, so that only answers end a check. `COMPRESSED`: a demo's, one bank silent. */
export type RoomTime = 'REAL' | 'COMPRESSED';
export type FaultRoomOptions = {
  readonly backend: 'postgres' | 'redis';
  readonly time: RoomTime;
  /** A migrated database of its own, as role `hedui_app`. */
  readonly databaseUrl: string;
};

/** Checks, departments and queue; workers come and go as processes. */
export type FaultRoom = {
  readonly db: Database;
  /** The departments' own log of requests. */
  readonly countsPath: string;
  /** Registers a family and requests its check. @returns the check's id */
  request(label: FamilyLabel): Promise<string>;
  /** The product's worker; ends with the room at the latest. */
  work(): RunningProgram;
  /** The product's gateway, with tokens of this issuer; ends with the room at the latest. */
  serve(issuer: { readonly issuer: string; readonly jwksUrl: string }): RunningProgram;
  /** A worker that is going to die. */
  workUntil(death: Omit<Death, 'countsPath'>): RunningProgram;
  close(): Promise<void>;
};

const SANDBOX = fileURLToPath(new URL('../../../adapters/sandbox/serve.ts', import.meta.url));
/** A demo's date; the clock of a real installation is not moved. */
const DEMO_STARTS = new Date('2018-03-05T01:30:00Z');
/** Slow enough that a kill falls between send and receipt of several questions. */
const OFFICE = { latencyMs: 250, jitterMs: 250 };
const BANK = { latencyMs: 300, jitterMs: 300 };

export async function openFaultRoom({ backend, time, databaseUrl }: FaultRoomOptions): Promise<FaultRoom> {
  const life = new Lifecycle();
  try {
    const folder = await temporaryFolder();
    life.add('folder', () => folder.remove());
    const redis = backend === 'redis' ? await startRedis() : null;
    if (redis !== null) life.add('Redis', () => redis.stop());
    const db = openDatabase(databaseUrl, { max: 2 });
    life.add('connection', () => db.destroy());
    const offset = time === 'REAL' ? 0 : DEMO_STARTS.getTime() - systemClock.now().getTime();
    const dir = join(folder.path, 'departments');
    const endpoints = onlyRepresentatives(await startDepartments({ dir, time, offset }, life));
    const keyring = generateKeyring();
    const { onNode: env } = await installationEnvironment({
      folder: folder.path,
      databaseUrl,
      keyring,
      endpoints: withOpenBanks(endpoints),
      issuer: { issuer: 'https://id.example.cn' },
      demoOffsetMs: time === 'REAL' ? null : offset,
      redisUrl: redis?.url ?? null,
      logLevel: 'info',
    });
    const services = composeForTest({
      db,
      keyring: parseKeyring(keyring),
      clock: shiftedClock(offset),
      calendar: time === 'REAL' ? chineseCalendar : demoCalendar,
      sources: installSources(DEMO_DIVISION, endpoints).planned,
      demo: time === 'COMPRESSED',
    });
    const start = (name: string, more: Record<string, string> = {}): RunningProgram => {
      const program = startProgram(name, { ...env, ...more });
      life.add('worker', async () => {
        program.child.kill('SIGTERM');
        await program.ended;
      });
      return program;
    };
    const countsPath = join(dir, 'counts.jsonl');
    return {
      db,
      countsPath,
      request: (label) => requestCheck(services, label),
      work: () => start('work'),
      serve: ({ issuer, jwksUrl }) => start('serve', { HEDUI_ISSUER: issuer, HEDUI_JWKS_URL: jwksUrl }),
      workUntil: (death) =>
        // Beside the programs of src/main, where startProgram looks.
        start('../../test/e2e/faults/dying-worker', { DEATH: JSON.stringify({ ...death, countsPath }) }),
      close: () => life.stop(),
    };
  } catch (thrown) {
    await life.stop();
    throw thrown;
  }
}

/**
 * One source of each transport: many rooms share two cores, and with all sources at once a department's time-out would
 * run out for want of a processor, which is no fault that is looked for here.
 */
function onlyRepresentatives(endpoints: Record<string, object>): Record<string, object> {
  const chosen = ['real-estate', 'vehicles', 'banks'];
  return Object.fromEntries(Object.entries(endpoints).filter(([id]) => chosen.includes(id)));
}

/** The simulators in a process of their own, so that their count outlives every worker. */
async function startDepartments(
  { dir, time, offset }: { dir: string; time: RoomTime; offset: number },
  life: Lifecycle,
): Promise<Record<string, object>> {
  const banks = Object.fromEntries(['DEMO-A', 'DEMO-B', 'DEMO-C', 'DEMO-D', 'DEMO-E'].map((code) => [code, BANK]));
  const silent = time === 'COMPRESSED' ? { 'DEMO-E': { silent: true } } : {};
  const settings = { 'real-estate': OFFICE, vehicles: OFFICE, banks: { ...banks, ...silent } };
  const given = JSON.stringify({ dir, seed: 'faults', settings, clockOffsetMs: offset });
  const child = spawn(process.execPath, [SANDBOX, given], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  life.add('departments', async () => {
    child.kill('SIGTERM');
    await ended;
  });
  for await (const line of createInterface(child.stdout)) {
    return z.object({ endpoints: z.record(z.string(), z.looseObject({})) }).parse(JSON.parse(line)).endpoints;
  }
  throw new Error('the departments ended without a word');
}

/** Banks take files in the evening; a test can't wait for one. */
function withOpenBanks(endpoints: Record<string, object>): Record<string, object> {
  return { ...endpoints, banks: { ...endpoints['banks'], behaviour: { window: null } } };
}

async function requestCheck(services: VerificationServices, label: FamilyLabel): Promise<string> {
  const family = createPopulation('faults').family(label);
  const application = await registerApplication(services, CASEWORKER, registrationOf(family));
  const { householdId, householdVersion } = application;
  const household = await readHouseholdVersion(services.db, services.vault, householdId, householdVersion);
  await recordLetter(services, CASEWORKER, {
    applicationId: application.id,
    letterNumber: `L-${application.number}`,
    signedOn: shanghaiDate(services.clock.now()),
    grants: household.members.map(({ personId }) => ({
      personId,
      sources: services.sources.map(({ id }) => id),
      purposes: ['SOCIAL_ASSISTANCE_CHECK'],
    })),
  });
  const { id } = await requestVerification(services, CASEWORKER, {
    applicationId: application.id,
    purpose: 'APPLICATION',
    idempotencyKey: application.id,
  });
  return id;
}
