import type { Context } from 'hono';
import { plainId } from '../access/reader.ts';
import type { HttpEnvironment } from './environment.ts';

/** The check that the address names, with or without the type in front, as GraphQL writes ids. */
export function readVerificationId(c: Context<HttpEnvironment>): string {
  return plainId((c.req.param('id') ?? '').replace(/^Verification:/, ''));
}
