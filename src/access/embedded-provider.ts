import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { Configuration } from 'oidc-provider';
import type { Log } from '../platform/log.ts';
import { asError, Problem } from '../platform/problem.ts';
import { readOrCreateSecrets } from './embedded-accounts.ts';
import type { DemoAccount, ProviderSecrets } from './embedded-accounts.ts';
import { VolatileAdapter } from './volatile-adapter.ts';

/** The identity provider of a demonstration, at its own address. */
export type EmbeddedProvider = {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  readonly accounts: readonly DemoAccount[];
  /** Names the person and the case that the account APPLICANT speaks for in tokens from now on. */
  nameApplicant(applicant: DemoApplicant): void;
  stop(): Promise<void>;
};

/** The ids of a person and of the case in which this person applies. */
export type DemoApplicant = { readonly personId: string; readonly applicationId: string };

/** Before a case is registered, the account speaks for nobody: no row has the nil id. */
const NOBODY: DemoApplicant = {
  personId: '00000000-0000-0000-0000-000000000000',
  applicationId: '00000000-0000-0000-0000-000000000000',
};

/** Resource indicator (RFC 8707) under which the audience is issued; an absolute URI by that rule. */
const RESOURCE = 'urn:hedui:gateway';
const TOKEN_LIFETIME_S = 3_600;
/** A request for a token is a few hundred bytes; a slower one holds its socket no longer. */
const REQUEST_MS = 10_000;

/**
 * Starts the embedded OpenID provider on loopback. It issues JWT access tokens (RFC 9068) to the demo accounts by
 * the client-credentials grant; a real authority brings its own issuer instead.
 *
 * @throws Problem BAD_CONFIGURATION when the port is in use or the secrets' file is unusable.
 */
export async function startEmbeddedProvider(options: {
  readonly dataDir: string;
  /** 0 = any free port. The issuer's name holds the port, so tokens outlive a restart only with a fixed one. */
  readonly port: number;
  readonly host: string;
  readonly audience: string;
  readonly log: Log;
}): Promise<EmbeddedProvider> {
  const { dataDir, port, host, audience, log } = options;
  const secrets = await readOrCreateSecrets(dataDir);
  const server = createServer({ requestTimeout: REQUEST_MS, connectionsCheckingInterval: 1_000 });
  const bound = await listen(server, host, port);
  const issuer = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  let applicant = NOBODY;
  const provider = new Provider(
    issuer,
    configure(secrets, audience, () => applicant),
  );
  provider.on('server_error', (_ctx, err) => log.error('embedded identity provider failed', { err }));
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  log.debug('embedded identity provider listens', { port: bound });
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    tokenUrl: `${issuer}/token`,
    accounts: secrets.accounts,
    nameApplicant(named) {
      applicant = named;
    },
    stop: () => close(server),
  };
}

function configure(
  { signingKey, accounts }: ProviderSecrets,
  audience: string,
  applicant: () => DemoApplicant,
): Configuration {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return {
    adapter: VolatileAdapter,
    jwks: { keys: [{ ...signingKey }] },
    cookies: { keys: accounts.slice(0, 1).map(({ secret }) => secret) },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clients: accounts.map(({ id, secret, zh }) => ({
      client_id: id,
      client_secret: secret,
      client_name: zh,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    })),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_LIFETIME_S,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: { ClientCredentials: TOKEN_LIFETIME_S },
    extraTokenClaims(_ctx, token) {
      const account = byId.get(token.clientId ?? '');
      return account === undefined ? undefined : claimsOf(account, applicant());
    },
  };
}

/** An issuer says a single role as `role`, several as `roles`; both are understood. */
function claimsOf({ roles, division, partner }: DemoAccount, applicant: DemoApplicant): Record<string, unknown> {
  const [role] = roles;
  if (role === 'APPLICANT') return { role, person: applicant.personId, application: applicant.applicationId };
  return {
    ...(roles.length === 1 ? { role } : { roles }),
    ...(division === '' ? {} : { division }),
    ...(partner === undefined ? {} : { partner }),
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown) => reject(cannotListen(thrown, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function cannotListen(thrown: unknown, host: string, port: number): Problem {
  const cause = asError(thrown);
  const inUse = 'code' in cause && cause.code === 'EADDRINUSE';
  return new Problem(
    {
      code: 'BAD_CONFIGURATION',
      field: 'HEDUI_PORT',
      zh: `内置身份提供方无法监听 ${host}:${port}：${inUse ? '端口已被占用，请换一个 HEDUI_PORT' : '地址不可用，请检查 HEDUI_HOST'}。`,
      en: `The embedded identity provider cannot listen on ${host}:${port}: ${inUse ? 'the port is in use; choose another HEDUI_PORT' : 'the address is not available; check HEDUI_HOST'}.`,
    },
    { cause },
  );
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((fault) => (fault === undefined ? resolve() : reject(fault)));
    server.closeAllConnections();
  });
}
