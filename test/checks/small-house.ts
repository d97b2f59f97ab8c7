import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The smallest tree that keeps every promise; the checks themselves and their settings are the project's own. */
const FILES: Readonly<Record<string, string>> = {
  'README.md': '# A small house\n\nRun `npm run serve`; the clock is in `src/platform/clock.ts`.\n',
  '.gitignore': 'node_modules/\n',
  'src/main/serve.ts': `import { greet } from '../http/greet.ts';\nimport { isRule } from '../indicators/rule.ts';\nimport { systemClock } from '../platform/clock.ts';\n\nif (isRule('one')) await greet(systemClock.now());\n`,
  'src/indicators/rule.ts': `export function isRule(name: string): boolean {\n  return name !== '';\n}\n`,
  'src/http/greet.ts': `import { readName } from '../household/read-name.ts';\n\nexport async function greet(at: Date): Promise<void> {\n  process.stdout.write(\`\${await readName(at)}\\n\`);\n}\n`,
  'src/household/read-name.ts': `import { plainName } from '../identity/plain-name.ts';\n\nexport async function readName(at: Date): Promise<string> {\n  return Promise.resolve(plainName(at.toISOString()));\n}\n`,
  'src/identity/plain-name.ts': `/** A comment may say now(), Date.now() and new Date(). */\nexport function plainName(text: string): string {\n  return text.trim();\n}\n`,
  'src/platform/clock.ts': `export const systemClock = { now: () => new Date() };\n`,
  'schema/print.ts': `import { readFile } from 'node:fs/promises';\n\nconst text = await readFile(new URL('./schema.graphql', import.meta.url), 'utf8');\nprocess.exitCode = text === 'type Query\\n' ? 0 : 1;\n`,
  'schema/schema.graphql': 'type Query\n',
  'test/corpus/stored/schema-86cff67.graphql': 'type Query\n',
  'adapters/registry.ts': `import { plainName } from '../src/identity/plain-name.ts';\n\nexport const SOURCES = [plainName('one')];\n`,
  'jobs/run-all.ts': `import { SOURCES } from '../adapters/registry.ts';\n\nexport function runAll(): readonly string[] {\n  return SOURCES;\n}\n`,
  'src/main/work.ts': `import { runAll } from '../../jobs/run-all.ts';\n\nrunAll();\n`,
  'test/support/global-setup.ts': `export function setup(): void {}\n`,
  'test/unit/plain-name.test.ts': `import { expect, it } from 'vitest';\nimport { plainName } from '../../src/identity/plain-name.ts';\n\nit('trims', () => expect(plainName(' a ')).toBe('a'));\n`,
};

/** Packages that the settings themselves use. */
const PACKAGES = [
  '@swc/core',
  '@types/node',
  'dependency-cruiser',
  'knip',
  'oxfmt',
  'oxlint',
  'oxlint-tsgolint',
  'typescript',
  'vitest',
  'wrangler',
];

/** The output of `npm run check`: the names of the broken promises, and the whole text. */
export type Judgement = { readonly broken: readonly string[]; readonly output: string };

/** A copy of the checks around a tree of a few files. */
export class SmallHouse {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async build(): Promise<SmallHouse> {
    const house = new SmallHouse(await mkdtemp(join(tmpdir(), 'hedui-checks-')));
    for (const name of ['.config', '.ci', 'tsconfig.json', 'test/checks/guards.test.ts'])
      await cp(join(ROOT, name), join(house.#root, name), { recursive: true });
    // The picture is made of the real house's packages.
    await rm(join(house.#root, '.config/picture.ts'));
    // The program for the table of rights migrates a database, which the small house does not have.
    await rm(join(house.#root, '.config/grants.ts'));
    // The program for a new version of a rule reads the registries of rules.
    for (const part of ['', '-files']) await rm(join(house.#root, `.config/new-version${part}.ts`));
    // The program that writes the files of both.
    await rm(join(house.#root, '.config/lay-files.ts'));
    // The program for a new source reads the vocabulary and the registry, which the small house does not have.
    for (const part of ['', '-fields', '-files', '-request']) {
      await rm(join(house.#root, `.config/new-source${part}.ts`));
    }
    await symlink(join(ROOT, 'node_modules'), join(house.#root, 'node_modules'));
    for (const [path, text] of Object.entries(FILES)) await house.write(path, text);
    await house.write('package.json', await manifest());
    await house.write('package-lock.json', '{ "packages": { "": {} } }\n');
    return house;
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.#root, path)), { recursive: true });
    await writeFile(join(this.#root, path), text);
  }

  /**
   * Plants files, judges, and puts everything back.
   *
   * @param checks those to look at; all of them where none is named
   */
  async judgeWith(planted: Readonly<Record<string, string>>, checks: readonly string[] = []): Promise<Judgement> {
    const clean = await Promise.all(
      Object.keys(planted).map(async (path) => [path, await this.#existing(path)] as const),
    );
    for (const [path, text] of Object.entries(planted)) await this.write(path, text);
    try {
      return await this.judge(checks);
    } finally {
      for (const [path, text] of clean) {
        if (text === undefined) await rm(join(this.#root, path));
        else await this.write(path, text);
      }
    }
  }

  /** The content of a file of the clean tree. */
  read(path: string): Promise<string> {
    return readFile(join(this.#root, path), 'utf8');
  }

  /** Runs the checks as `npm run check -- NAMES` does. */
  async judge(checks: readonly string[] = []): Promise<Judgement> {
    const output = await new Promise<string>((resolve, reject) => {
      const parts: string[] = [];
      const child = spawn(process.execPath, ['.config/check.ts', ...checks], {
        cwd: this.#root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => parts.push(text));
      child.on('error', reject);
      child.on('close', () => resolve(parts.join('')));
    });
    return { broken: [...output.matchAll(/^✗ (\S+)/gm)].map((match) => match[1] ?? '').sort(), output };
  }

  async #existing(path: string): Promise<string | undefined> {
    return existsSync(join(this.#root, path)) ? this.read(path) : undefined;
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}

async function manifest(): Promise<string> {
  const own = z
    .object({
      dependencies: z.looseObject({ graphql: z.string() }),
      devDependencies: z.record(z.string(), z.string()),
      scripts: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  const devDependencies = Object.fromEntries(
    Object.entries(own.devDependencies).filter(([name]) => PACKAGES.includes(name)),
  );
  const { check, setup, format } = own.scripts;
  const scripts = { serve: 'node src/main/serve.ts', check, setup, format };
  return JSON.stringify({
    name: 'small-house',
    type: 'module',
    scripts,
    // The check of the published schema reads schemas by it.
    dependencies: { graphql: own.dependencies.graphql },
    devDependencies,
  });
}
