import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { mayPerform } from '../src/access/acts/admit.ts';
import type { ActTerms } from '../src/access/acts/define-act.ts';
import { may, notInYourRole } from '../src/access/may.ts';
import type { Read } from '../src/access/may.ts';
import type { CalendarDate } from '../src/platform/calendar-date.ts';
import type { GraphQLContext } from './context.ts';
import { encodeId, readAnyId } from './ids.ts';
import { PLAIN_IDS } from './plain-ids.ts';
import { ForbiddenProblem, REFUSALS, tooComplex } from './problems.ts';

type Types = {
  Context: GraphQLContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  /** `may` opens a read, `perform` an act. */
  AuthScopes: { may: Read; perform: ActTerms };
  Scalars: {
    Fen: { Input: number; Output: number };
    CalendarDate: { Input: CalendarDate; Output: CalendarDate };
    DateTime: { Input: Date; Output: Date | string };
    JSON: { Input: never; Output: unknown };
    /** Kept as a whole number of hundredths. */
    Hundredths: { Input: never; Output: number };
    /** Milliseconds. */
    Duration: { Input: number; Output: never };
    Base64: { Input: Uint8Array; Output: never };
  };
};

/**
 * Measured: the whole of one check with report and preliminary view has depth 6, breadth 203, complexity 1,198; a page of
 * 50 cases with people and checks 7, 20 and 15,205; the whole introspection of a tool breadth 230.
 */
export const LIMITS = { depth: 14, breadth: 400, complexity: 20_000 };

/** The one builder; every file of this folder adds its domain object to it. */
export const builder = new SchemaBuilder<Types>({
  // Errors first: a refusal of the plugins behind it becomes part of a mutation's answer too. Arguments pass them from
  // the last to the first: ids are written plainly before one is taken apart.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, ComplexityPlugin, DataloaderPlugin, RelayPlugin, PLAIN_IDS],
  defaultFieldNullability: false,
  errors: { defaultTypes: REFUSALS },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ reader: { principal } }) => ({
      may: (read) => may(principal, read),
      perform: (act) => mayPerform(principal, act),
    }),
    unauthorizedError: () => new ForbiddenProblem(notInYourRole().details),
  },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 5,
    limit: LIMITS,
    complexityError: tooComplex,
  },
  relay: {
    cursorType: 'String',
    encodeGlobalID: (type, id) => encodeId(type, String(id)),
    decodeGlobalID: readAnyId,
    nodesQueryOptions: false,
    nodeQueryOptions: { description: 'Any application or verification by its id.' },
  },
});

builder.queryType({ description: 'Every read of a person’s data leaves an entry in the audit log.' });
builder.mutationType({ description: 'A refusal that can be expected is a type of the answer, not an error.' });
builder.subscriptionType({ description: 'Server-sent events; resume with `Last-Event-ID`.' });
