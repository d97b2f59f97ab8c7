import type { ConnectedSource, WorkServices } from '../../jobs/services.ts';
import type { Office } from '../office/office.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { QueueBackend } from '../platform/queue.ts';
import { SourceGuard } from '../platform/source-guard.ts';
import type { WorkingCalendar } from '../platform/working-days.ts';
import { openShelf } from '../rulebook/shelf.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { SourceDefinition } from '../sources/port.ts';
import { FieldVault } from '../protection/field-vault.ts';
import type { Keyring } from '../protection/keyring.ts';
import { Signer } from '../protection/signer.ts';
import type { VerificationServices } from '../verification/services.ts';

// The one place where services are put together, for programs, the Worker at the edge, commands, tests and benches (the
// gateway's app beside it, in compose-gateway.ts). It opens nothing and reads no environment: what an installation differs by is handed in. It runs in workerd as well.

/** What installations differ by; everything else follows from it. */
export type Parts = {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly sources: readonly PlannedSource[];
  /** Synthetic people: every report says 演示数据. */
  readonly demo: boolean;
  /** Where it is, and whose names its papers bear. */
  readonly office: Office;
};

/** Services that outlive a connection to the database: at the edge a connection lives as long as its request. */
export type StandingServices = Omit<VerificationServices, 'db'>;

/** Composes what gateways, workers and commands share, but for the database. */
export function composeStanding({ keyring, clock, calendar, sources, demo, office }: Parts): StandingServices {
  return {
    clock,
    calendar,
    sources,
    demo,
    office,
    packs: openShelf(),
    vault: new FieldVault(keyring),
    signer: new Signer(keyring.signing.current, keyring.signing.keys),
  };
}

/** Composes what gateways, workers and commands share. */
export function composeServices({ db, ...parts }: Parts & { readonly db: Database }): VerificationServices {
  return { ...composeStanding(parts), db };
}

/** What a worker has beside the services. */
export type WorkerParts = {
  readonly log: Log;
  readonly queue: QueueBackend;
  /** The registry of sources, treated as this installation says. */
  readonly definitions: readonly SourceDefinition[];
  /** The ways to the departments by source id. */
  readonly connections: ReadonlyMap<string, ConnectedSource['connection']>;
};

/** Composes what a worker needs; a source is connected where it has a way and is planned. */
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
