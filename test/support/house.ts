import { connectSources, closeSources } from '../../adapters/connect-sources.ts';
import { everyone } from '../../adapters/sandbox/population.ts';
import type { SyntheticHousehold } from '../../adapters/sandbox/person.ts';
import { startSandbox } from '../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../adapters/sandbox/sandbox.ts';
import type { SandboxSettingsInput } from '../../adapters/sandbox/settings.ts';
import { runJobs, WORKER_DEFAULTS } from '../../jobs/run-jobs.ts';
import type { WorkServices } from '../../jobs/services.ts';
import type { Application } from '../../src/application/application.ts';
import type { RegisterApplicationInput } from '../../src/application/registration-form.ts';
import type { Actor } from '../../src/audit/actor.ts';
import { readHouseholdVersion } from '../../src/household/household-store.ts';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import { composeWorker } from '../../src/main/composition.ts';
import { addressesOf, installSources } from '../../src/main/installed-sources.ts';
import type { Endpoints } from '../../src/main/installed-sources.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import type { Log } from '../../src/platform/log.ts';
import { openQueue } from '../../src/platform/queue-bullmq.ts';
import { compressedCalendar, chineseCalendar } from '../../src/platform/working-days.ts';
import type { PlannedSource } from '../../src/sources/planned-source.ts';
import type { WorkingCalendar } from '../../src/platform/working-days.ts';
import { CHECK_QUEUE } from '../../src/verification/check-queue.ts';
import { composeForTest } from './composed.ts';
import type { RunningClock } from './moving-clock.ts';
import { readLeftOpen, readVerificationEnd } from './verification-end.ts';
import type { OpenQuestion } from './verification-end.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { createTestDatabase } from './database.ts';
import { startRedis } from './queue.ts';
import { recordLetter, registerApplication } from './acts.ts';

/** A caseworker of 梁溪区. */
export const CASEWORKER: Actor = { subject: 'caseworker-1', role: 'CASEWORKER', division: '320213', checkId: 'test' };

export type TestHouse = {
  readonly services: WorkServices;
  readonly sandbox: Sandbox;
  readonly backend: 'postgres' | 'redis';
  readonly databaseUrl: string;
  /** The database address of the role that owns the tables. */
  readonly ownerUrl: string;
  /** Starts a worker in this process, on other lines to the departments if given; it is closed with the house. */
  work(connected?: WorkServices['connected']): Promise<{ close(): Promise<void> }>;
  /** A source of the registry as this house plans it. @throws Error when there is none of that name. */
  planned(sourceId: string): PlannedSource;
  /** Registers a synthetic family with its signed letter. */
  admit(family: SyntheticHousehold, options?: { unsigned?: readonly number[] }): Promise<Application>;
  /** The same with a form of the test's own. */
  admitForm(form: RegisterApplicationInput, options?: { unsigned?: readonly number[] }): Promise<Application>;
  /** Resolves with the state of the check when its report is issued. */
  finished(verificationId: string, withinMs?: number): Promise<string>;
  /**
   * Once nothing of these checks is open but what the test expects to stay so, moves a {@link RunningClock} to just before
   * the last of it is due, and has the checks look at the time again.
   */
  toTheDeadline(
    verificationIds: readonly string[],
    clock: RunningClock,
    left: (question: OpenQuestion) => boolean,
  ): Promise<void>;
  close(): Promise<void>;
};

export type TestHouseOptions = {
  readonly backend?: 'postgres' | 'redis';
  readonly clock: Clock;
  readonly calendar?: WorkingCalendar;
  /** The seed of the simulators' people; `npm start` uses `demo`. */
  readonly seed?: string;
  readonly settings?: SandboxSettingsInput;
  /** The entries of the endpoints file for sources and hubs, besides their addresses. */
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly log?: Log;
};

/** How long a verification still waits after its time was moved. */
const BEFORE_DUE_MS = 500;

/** Working days of 400 ms, no closed windows: a silent bank is given up after six seconds. */
const quickCalendar = compressedCalendar(chineseCalendar, { workingDayMs: 400, windowWaitMs: 0 });

/** A whole house in one process, on real parts: PostgreSQL, queue, departments' simulators. */
export async function openTestHouse(options: TestHouseOptions): Promise<TestHouse> {
  const { clock, calendar = quickCalendar, log = silentLog } = options;
  const closing: (() => Promise<void>)[] = [];
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  const folder = await temporaryFolder();
  closing.push(() => folder.remove());
  const db = openDatabase(database.appUrl, { max: 16 });
  closing.push(() => db.destroy());
  const redis = options.backend === 'redis' ? await startRedis() : null;
  if (redis !== null) closing.push(() => redis.stop());
  const queue = await openQueue(redis === null ? { postgresUrl: database.appUrl } : { redisUrl: redis.url });
  closing.push(() => queue.close());
  const sandbox = await startSandbox({
    seed: options.seed ?? 'test',
    dir: folder.path,
    clock,
    log,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  });
  closing.push(() => sandbox.stop());
  const endpoints = withEntries(sandbox.endpoints, options.entries ?? {});
  const connections = await connectSources(addressesOf(endpoints), { division: DEMO_DIVISION, clock, log });
  closing.push(() => closeSources(connections));
  const { definitions, planned: sources } = installSources(DEMO_DIVISION, endpoints, new Set(connections.keys()));
  const shared = composeForTest({ db, clock, calendar, sources });
  const services = composeWorker(shared, { queue, log, definitions, connections });
  let letters = 0;
  async function admitForm(
    form: RegisterApplicationInput,
    { unsigned = [] }: { unsigned?: readonly number[] } = {},
  ): Promise<Application> {
    const application = await registerApplication(services, CASEWORKER, form);
    const household = await readHouseholdVersion(
      db,
      services.vault,
      application.householdId,
      application.householdVersion,
    );
    letters += 1;
    await recordLetter(services, CASEWORKER, {
      applicationId: application.id,
      letterNumber: `锡核授〔2018〕${String(letters).padStart(4, '0')}号`,
      signedOn: '2018-03-01',
      grants: household.members
        .filter((_, index) => !unsigned.includes(index))
        .map(({ personId }) => ({
          personId,
          sources: sources.map(({ id }) => id),
          purposes: ['SOCIAL_ASSISTANCE_CHECK'],
        })),
    });
    return application;
  }

  return {
    services,
    sandbox,
    backend: options.backend ?? 'postgres',
    databaseUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    async work(connected = services.connected) {
      const worker = await runJobs({ ...services, connected }, { ...WORKER_DEFAULTS, reconcileEveryMs: 1_000 });
      let closed = false;
      const close = async (): Promise<void> => {
        if (closed) return;
        closed = true;
        await worker.close();
      };
      closing.push(close);
      return { close };
    },
    planned(sourceId) {
      const found = sources.find(({ id }) => id === sourceId);
      if (found === undefined) throw new Error(`no source is called ${sourceId}`);
      return found;
    },
    admit: (family, options) => admitForm(registrationOf(family), options),
    admitForm,
    finished: (verificationId, withinMs = 30_000) => readVerificationEnd(db, verificationId, withinMs),
    async toTheDeadline(verificationIds, runningClock, left) {
      const open = await Promise.all(verificationIds.map((id) => readLeftOpen(db, id, left)));
      const last = Math.max(...open.flat().map(({ due_at: dueAt }) => dueAt.getTime()));
      runningClock.moveTo(new Date(last), BEFORE_DUE_MS);
      for (const id of verificationIds) await queue.wake(CHECK_QUEUE, id);
    },
    async close() {
      for (const close of closing.toReversed()) await close();
    },
  };
}

/** The endpoints file of an installation: the simulators' addresses with what else it says of sources and hubs. */
function withEntries(endpoints: Endpoints, entries: Readonly<Record<string, unknown>>): Endpoints {
  const together = Object.entries(entries).map(([id, entry]) => [
    id,
    { ...asObject(endpoints[id]), ...asObject(entry) },
  ]);
  return { ...endpoints, ...Object.fromEntries(together) };
}

function asObject(entry: unknown): object {
  return typeof entry === 'object' && entry !== null ? entry : {};
}

/** The form that a caseworker would type for a synthetic family. */
export function registrationOf(family: SyntheticHousehold) {
  const person = (one: ReturnType<typeof everyone>[number]) => ({
    key: one.key,
    name: one.name,
    certificate: { type: one.certificate.type, number: one.certificate.number },
    birthDate: one.birthDate,
    relation: one.relation,
    capacity: one.capacity,
    livesTogether: one.livesTogether,
    guardian: one.guardianKey,
  });
  return {
    category: 'MINIMUM_LIVING',
    applicant: family.members[0].key,
    members: family.members.map(person),
    obligors: family.obligors.map(person),
    unit: 'HOUSEHOLD',
    division: '320213',
    residence: 'URBAN',
    delegated: false,
    staffRelative: false,
    declared: family.declared.map(({ personKey, content }) => ({ person: personKey, content })),
  };
}
