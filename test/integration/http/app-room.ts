import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Hono } from 'hono';
import { createTokenVerifier, localKeys } from '../../../src/access/verify-token.ts';
import type { Subscribe } from '../../../src/access/watch-progress.ts';
import type { HttpEnvironment } from '../../../src/http/environment.ts';
import { composeGateway } from '../../../src/main/compose-gateway.ts';
import type { GatewayParts } from '../../../src/main/compose-gateway.ts';
import type { Log } from '../../../src/platform/log.ts';
import { silentLog } from '../../../src/platform/log.ts';
import type { VerificationServices } from '../../../src/verification/services.ts';
import { openCaseRoom } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';

const ISSUER = 'https://id.test';
const AUDIENCE = 'hedui';

/** The caller; the default subject is `role-division`. */
export type Claims = { readonly role: string; readonly division: string; readonly subject?: string };
export const LIANGXI: Claims = { role: 'CASEWORKER', division: '320213' };
export const XINWU: Claims = { role: 'CASEWORKER', division: '320214' };
export const AUDITOR: Claims = { role: 'AUDITOR', division: '320200' };
export const OPERATOR: Claims = { role: 'OPERATOR', division: '320200' };

type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  readonly extensions?: Record<string, unknown>;
};

/** The app on a database of its own, with a key to sign tokens of any kind. */
export type AppRoom = {
  readonly room: CaseRoom;
  readonly services: VerificationServices;
  readonly app: Hono<HttpEnvironment>;
  /** A valid token, with changes to what it says. */
  token(claims: Claims, changes?: { issuer?: string; audience?: string; expiresAt?: Date }): Promise<string>;
  ask(query: string, options?: { as?: Claims; variables?: unknown; headers?: Record<string, string> }): Promise<Answer>;
  /** Looks left so far, newest last, as `ACT OUTCOME`. */
  looks(): Promise<string[]>;
  close(): Promise<void>;
};

/** The app on services of the test's own, with a key to sign tokens of any kind. */
export type SignedApp = Pick<AppRoom, 'app' | 'token' | 'ask'>;

export async function signedApp(
  services: VerificationServices,
  parts: Partial<Omit<GatewayParts, 'verifyToken'>> = {},
): Promise<SignedApp> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const app = composeGateway(services, {
    log: silentLog,
    ...parts,
    verifyToken: createTokenVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      keys: localKeys({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k' }] }),
    }),
  });
  const token: AppRoom['token'] = ({ subject, ...claims }, changes = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt' })
      .setSubject(subject ?? `${claims.role.toLowerCase()}-${claims.division}`)
      .setIssuer(changes.issuer ?? ISSUER)
      .setAudience(changes.audience ?? AUDIENCE)
      .setExpirationTime(changes.expiresAt ?? '10m')
      .sign(privateKey);
  return {
    app,
    token,
    async ask(query, { as = LIANGXI, variables, headers = {} } = {}) {
      const response = await app.request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(as)}`, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Pick<Answer, 'data' | 'errors' | 'extensions'>;
      return { status: response.status, headers: response.headers, ...body };
    },
  };
}

export async function openAppRoom(
  options: { readonly demo?: boolean; readonly subscribe?: Subscribe; readonly log?: Log } = {},
): Promise<AppRoom> {
  const { demo = false, ...parts } = options;
  const room = await openCaseRoom({ demo });
  const { services } = room;
  const signed = await signedApp(services, parts);
  return {
    ...signed,
    room,
    services,
    async looks() {
      const rows = await room.services.db
        .selectFrom('look_log')
        .select(['act', 'outcome', 'actor'])
        .where('actor', '<>', 'caseworker-1')
        .orderBy('seq')
        .execute();
      return rows.map(({ act, outcome }) => `${act} ${outcome}`);
    },
    close: () => room.close(),
  };
}
