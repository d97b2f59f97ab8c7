// Promise: `npm ci` installs on every machine. npm leaves packages for other platforms out of the lock file when the
// registry does not offer them at that moment, and `npm ci` then refuses the whole installation. `--mend` adds the
// missing packages; npm skips those of other platforms without fetching them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conclude } from './findings.ts';
import { ROOT } from './tree.ts';

type Locked = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
type Missing = { readonly name: string; readonly version: string; readonly dev: boolean };

const LOCK = 'package-lock.json';
const CPUS = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'arm'];
const SYSTEMS = [
  'darwin',
  'linux',
  'win32',
  'windows',
  'android',
  'freebsd',
  'netbsd',
  'openbsd',
  'sunos',
  'openharmony',
];

const path = join(ROOT, LOCK);
const lock = readLock(readFileSync(path, 'utf8'));
const missing = missingFrom(lock.packages);
if (process.argv.includes('--mend')) {
  const packages = {
    ...lock.packages,
    ...Object.fromEntries(missing.map((one) => [`node_modules/${one.name}`, entry(one)])),
  };
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
  process.stdout.write(`${LOCK}: ${missing.length} packages for other platforms written down\n`);
} else {
  const names = missing.map(({ name }) => name);
  const says = `lacks ${names.length} packages for other platforms, so that npm ci refuses: ${names.slice(0, 3).join(', ')}, …`;
  conclude(names.length > 0 ? [{ path: LOCK, says }] : [], Object.keys(lock.packages).length);
}

function readLock(text: string): { readonly packages: Readonly<Record<string, Locked>> } {
  // npm's own format, written by npm.
  return JSON.parse(text);
}

function missingFrom(packages: Readonly<Record<string, Locked>>): Missing[] {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, from, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** Searches as Node does: next to the package itself, then in each folder above. */
function isLocked(packages: Readonly<Record<string, Locked>>, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

/** The platforms of a package, read from its name. */
function entry({ name, version, dev }: Missing): Record<string, unknown> {
  const parts = name.replace('workerd-', '').split(/[-/]/);
  const system = SYSTEMS.find((one) => parts.includes(one));
  const cpu = parts.includes('64') ? 'x64' : CPUS.find((one) => parts.includes(one));
  // A WebAssembly package names a processor and no system.
  if (parts.includes('wasm32')) return { version, cpu: ['wasm32'], ...(dev ? { dev } : {}), optional: true };
  if (system === undefined || cpu === undefined)
    throw new Error(`${name}: for which platform? add it to ${LOCK} by npm`);
  const libc =
    system !== 'linux'
      ? undefined
      : parts.some((part) => part.startsWith('musl'))
        ? 'musl'
        : parts.some((part) => part.startsWith('gnu'))
          ? 'glibc'
          : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    os: [system === 'windows' ? 'win32' : system],
  };
}
