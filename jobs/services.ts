import type { Connection, SourceDefinition } from '../src/sources/port.ts';
import type { Log } from '../src/platform/log.ts';
import type { QueueBackend } from '../src/platform/queue.ts';
import type { SourceGuard } from '../src/platform/source-guard.ts';
import type { PlannedSource } from '../src/sources/planned-source.ts';
import type { VerificationServices } from '../src/verification/services.ts';

/** A source in a worker: its definition, its plan and its connection. */
export type ConnectedSource = {
  readonly definition: SourceDefinition;
  readonly planned: PlannedSource;
  readonly connection: Connection;
};

/** The services of a worker. */
export type WorkServices = VerificationServices & {
  readonly queue: QueueBackend;
  readonly guard: SourceGuard;
  readonly log: Log;
  /** The connected sources by id. */
  readonly connected: ReadonlyMap<string, ConnectedSource>;
};
