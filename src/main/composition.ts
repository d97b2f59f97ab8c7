import type { ConnectedSource, WorkServices } from '../../jobs/services.ts';
import type { Office } from '../office/office.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { QueueBackend } from '../platform/queue.ts';
import { SourceGuard } from '../platform/source-guard.ts';
import type { HolidayBook, WorkingCalendar } from '../platform/working-days.ts';
import { openShelf } from '../rulebook/shelf.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { SourceDefinition } from '../sources/port.ts';
import { FieldVault } from '../protection/field-vault.ts';
import type { Keyring } from '../protection/keyring.ts';
import { Signer } from '../protection/signer.ts';
import type { VerificationServices } from '../verification/services.ts';

// The one place where services are composed, for programs, the Worker at the edge, commands, tests and benches (the
// gateway's app is composed in compose-gateway.ts). It opens nothing and reads no environment: the caller passes
// everything in which installations differ. It runs in workerd as well.

/** The parts in which installations differ; everything else follows from them. */
export type Parts = {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly sources: readonly PlannedSource[];
  /** Synthetic people: every report says 演示数据. */
  readonly demo: boolean;
  /** The division of the installation, and the names on its papers. */
  readonly office: Office;
  /** The notices by which `calendar` counts, to which years that are loaded are added; absent: no year is added. */
  readonly holidays?: HolidayBook;
};

/** Services that outlive a connection to the database: at the edge a connection lives as long as its request. */
export type StandingServices = Omit<VerificationServices, 'db'>;

/** Composes the services that gateways, workers and commands share, without the database. */
export function composeStanding({
  keyring,
  clock,
  calendar,
  sources,
  demo,
  office,
  holidays,
}: Parts): StandingServices {
  return {
    clock,
    calendar,
    sources,
    demo,
    office,
    packs: openShelf(undefined, holidays),
    vault: new FieldVault(keyring),
    signer: new Signer(keyring.signing.current, keyring.signing.keys),
  };
}

/** Composes the services that gateways, workers and commands share. */
export function composeServices({ db, ...parts }: Parts & { readonly db: Database }): VerificationServices {
  return { ...composeStanding(parts), db };
}

/** The parts of a worker besides the services. */
export type WorkerParts = {
  readonly log: Log;
  readonly queue: QueueBackend;
  /** The registry of sources with this installation's settings. */
  readonly definitions: readonly SourceDefinition[];
  /** The connections to the departments, by source id. */
  readonly connections: ReadonlyMap<string, ConnectedSource['connection']>;
};

/** Composes the services of a worker. A source is connected where it has a connection and is planned. */
export function composeWorker(
  services: VerificationServices,
  { definitions, connections, ...parts }: WorkerParts,
): WorkServices {
  const connected = new Map<string, ConnectedSource>();
  for (const definition of definitions) {
    const connection = connections.get(definition.id);
    const planned = services.sources.find(({ id }) => id === definition.id);
    if (connection !== undefined && planned !== undefined) {
      connected.set(definition.id, { definition, planned, connection });
    }
  }
  const guard = new SourceGuard(services.db, services.clock, parts.log);
  return { ...services, ...parts, guard, connected };
}
