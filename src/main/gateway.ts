import type { DemoAccount } from '../access/embedded-accounts.ts';
import type { DemoApplicant, EmbeddedProvider } from '../access/embedded-provider.ts';
import { createTokenVerifier, remoteKeys } from '../access/verify-token.ts';
import { listen } from '../http/listen.ts';
import { Problem } from '../platform/problem.ts';
import type { QueueBackend } from '../platform/queue.ts';
import type { VerificationServices } from '../verification/services.ts';
import { composeGateway } from './compose-gateway.ts';
import { recordDemoStaff } from './demo-staff.ts';
import type { Foundation } from './foundation.ts';
import { gatherRequests } from './gather-requests.ts';
import { hearMoved } from './hear-moved.ts';
import type { Lifecycle } from './lifecycle.ts';
import { openPrinter } from './printer.ts';

/** A gateway that listens. */
export type Gateway = {
  readonly url: string;
  /** The token endpoint of the demo accounts; `null` with an external issuer. */
  readonly tokenUrl: string | null;
  readonly accounts: readonly DemoAccount[];
  /** Names the case that the demo account APPLICANT speaks for; does nothing with an external issuer. */
  nameApplicant(applicant: DemoApplicant): void;
};

/** Starts the GraphQL gateway, with the embedded issuer of a demonstration where the configuration names none. */
export async function openGateway(
  { foundation, services }: { readonly foundation: Foundation; readonly services: VerificationServices },
  queue: QueueBackend,
  life: Lifecycle,
): Promise<Gateway> {
  const { config, log } = foundation;
  const issuer = await findIssuer(foundation, life);
  if (issuer.embedded !== null) await recordDemoStaff(services, issuer.embedded.accounts);
  const app = composeGateway(services, {
    log,
    verifyToken: createTokenVerifier({
      issuer: issuer.issuer,
      audience: config.identity.audience,
      keys: remoteKeys(issuer.jwksUrl),
    }),
    doors: gatherRequests(services, queue, log),
    subscribe: hearMoved(queue),
    probeQueue: () => queue.probe(),
    printer: openPrinter(config.publicUrl),
  });
  const listening = await listen(app, { host: config.host, port: config.port });
  life.add('gateway', () => listening.stop());
  const { embedded } = issuer;
  return {
    url: listening.url,
    tokenUrl: embedded?.tokenUrl ?? null,
    accounts: embedded?.accounts ?? [],
    nameApplicant: (applicant) => embedded?.nameApplicant(applicant),
  };
}

/** The issuer of tokens: an authority's own, or the embedded one of a demonstration. */
type Issuer = { readonly issuer: string; readonly jwksUrl: string; readonly embedded: EmbeddedProvider | null };

/**
 * Finds the configured issuer, or starts the embedded one on the port after the gateway's.
 *
 * @throws Problem BAD_CONFIGURATION when its port is in use, or when it is configured in production.
 */
async function findIssuer(foundation: Foundation, life: Lifecycle): Promise<Issuer> {
  const { config, log, demo } = foundation;
  if (config.identity.kind === 'issuer') {
    const { issuer, jwksUrl = `${issuer.replace(/\/$/, '')}/.well-known/jwks.json` } = config.identity;
    return { issuer, jwksUrl, embedded: null };
  }
  if (!demo) throw noIssuer();
  const { startEmbeddedProvider } = await import('../access/embedded-provider.ts');
  const provider = await startEmbeddedProvider({
    dataDir: config.dataDir,
    port: config.port === 0 ? 0 : config.port + 1,
    host: config.host,
    audience: config.identity.audience,
    log,
  });
  life.add('identity provider', () => provider.stop());
  return { issuer: provider.issuer, jwksUrl: provider.jwksUrl, embedded: provider };
}

function noIssuer(): Problem {
  return new Problem({
    code: 'BAD_CONFIGURATION',
    field: 'HEDUI_ISSUER',
    zh: '生产环境不使用内置身份服务；请设置 HEDUI_ISSUER。',
    en: 'the embedded identity provider does not serve production; set HEDUI_ISSUER',
  });
}
