// Promise: the first look at the project shows only what a newcomer seeks.
import { conclude } from './findings.ts';
import { topLevel } from './tree.ts';

const ALLOWED = new Set([
  '.ci/',
  '.config/',
  '.gitignore',
  '.npmrc',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'adapters/',
  'docs/',
  'jobs/',
  'package-lock.json',
  'package.json',
  'schema/',
  'src/',
  'test/',
  'tsconfig.json',
  'wrangler.toml',
]);

const names = topLevel();
conclude(
  names
    .filter((name) => !ALLOWED.has(name))
    .map((name) => ({
      path: name,
      says: 'does not belong at the top: find its room, or name it in .config/check-top-level.ts',
    })),
  names.length,
);
