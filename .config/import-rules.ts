import type { IFlattenedRuleSet } from 'dependency-cruiser';

/** The rooms from the ground floor up. A room imports from its own floor and from those below, never from above. */
const FLOORS: readonly (readonly string[])[] = [
  ['src/platform', 'src/identity', 'src/config.ts'],
  ['src/policy', 'src/protection', 'src/audit', 'src/office'],
  ['src/household', 'src/evidence', 'src/question', 'src/sources'],
  ['src/application', 'src/authorisation', 'src/contested', 'src/work-items'],
  ['src/indicators', 'src/assessment'],
  ['src/rulebook', 'src/verification', 'src/report'],
  [
    'src/decision',
    'src/objection',
    'src/explanation',
    'src/reassessment',
    'src/reverification',
    'src/access',
    'src/print',
  ],
  ['adapters', 'jobs', 'schema'],
  ['src/http'],
  ['src/main'],
];

/** Every folder that may hold a module; a room that is not on a floor has no direction. */
const ROOMS: readonly string[] = [...FLOORS.flat(), 'src/console'];

/** Folders whose modules are examined. */
export const CRUISED = ['src', 'schema', 'adapters', 'jobs'] as const;

const PURE = '^src/(identity|policy|indicators|assessment)/';
/** Packages that read, write, send or schedule. */
const INPUT_OUTPUT =
  'node_modules/(pg|kysely|bullmq|ioredis|pino|hono|@hono|graphql-yoga|ssh2|oidc-provider|msw|cockatiel)/|^(fs|net|tls|http|https|http2|dns|dgram|child_process|cluster|worker_threads|os|process|timers)(/|$)';
/** Modules that a Cloudflare Worker does not have. */
const NOT_ON_THE_EDGE =
  'node_modules/(bullmq|ioredis|pdfmake|fontkit)/|^(fs|child_process|cluster|worker_threads|net|os)(/|$)|^src/platform/embedded-postgres';

/** The directions of import (docs/architecture.md draws them). */
export const rules: IFlattenedRuleSet = {
  forbidden: [
    ...FLOORS.slice(0, -1).map((floor, level) => ({
      name: 'imports-go-down',
      comment: 'a room imports from its own floor and from those below',
      severity: 'error' as const,
      from: { path: anyOf(floor) },
      to: { path: anyOf(FLOORS.slice(level + 1).flat()) },
    })),
    {
      name: 'rooms-have-a-floor',
      comment: 'a new room gets its floor in .config/import-rules.ts',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(ROOMS) },
      to: {},
    },
    {
      name: 'sources-stand-alone',
      comment: 'adapters see their port, evidence, identity and the platform, so that a source is one file',
      severity: 'error',
      from: { path: '^adapters/' },
      to: {
        path: '^(src|jobs|schema)/',
        pathNot: '^src/((evidence|identity|platform)/|sources/(port|territory)\\.ts$)',
      },
    },
    {
      name: 'pure-rooms',
      comment: 'rules are functions of what they are given: no file, no net, no table, at any distance',
      severity: 'error',
      from: { path: PURE },
      to: { path: INPUT_OUTPUT, reachable: true },
    },
    {
      name: 'console-sees-the-schema-only',
      comment: 'the console is a client like any other',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^(src|adapters|jobs|schema)/', pathNot: '^(src/console/|schema/schema\\.graphql$)' },
    },
    {
      name: 'edge-reads-and-writes-rows-only',
      comment: 'this runs on a Worker, all but the printing of the schema and the listening on a port of Node',
      severity: 'error',
      from: { path: '^(schema/(?!print\\.ts)|src/http/(?!listen\\.ts)|src/main/worker\\.ts$)' },
      to: { path: NOT_ON_THE_EDGE, reachable: true },
    },
    {
      name: 'connections-outlive-a-cut',
      comment:
        'make pools and clients by src/platform/lasting-connections.ts: the bare ones end the process when they are cut',
      severity: 'error',
      from: { path: '^(src|adapters|jobs|schema)/', pathNot: '^src/platform/lasting-connections\\.ts$' },
      to: { path: 'node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circle-of-rooms',
      scope: 'folder',
      severity: 'error',
      from: { path: '^(src|adapters|jobs|schema)' },
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'nothing imports it and it imports nothing',
      severity: 'error',
      from: { orphan: true, path: '^(src|schema|adapters|jobs)/', pathNot: '^src/main/' },
      to: {},
    },
    {
      name: 'project-never-imports-its-tests',
      severity: 'error',
      from: { path: '^(src|schema|adapters|jobs)/' },
      to: { path: '^(test|\\.config|\\.ci)/' },
    },
    { name: 'imports-are-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-development-package',
      comment: 'what runs in production comes from "dependencies"',
      severity: 'error',
      from: { path: '^(src|schema|adapters|jobs)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
};

function anyOf(rooms: readonly string[]): string {
  return `^(${rooms.map((room) => room.replace('.', '\\.')).join('|')})(/|$)`;
}
