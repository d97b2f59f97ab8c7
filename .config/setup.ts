// `npm run setup`: installs what the test tiers need beyond `npm ci`. Safe to run again; starts nothing.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';

/** A program of the machine and the Debian package that brings it. */
const NEEDS = [{ program: 'redis-server', debian: 'redis-server', brew: 'redis' }] as const;
type Need = (typeof NEEDS)[number];

/** Debian asks this file before a package starts its service; 101 = it may not. */
const POLICY = '/usr/sbin/policy-rc.d';

const missing = NEEDS.filter(({ program }) => !isThere(program));
if (missing.length === 0) {
  say('全部就绪，无需安装。', 'everything is there; nothing to install.');
} else if (process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
  install(missing);
} else {
  const { zh, en } = advice(missing);
  say(zh, en);
  process.exitCode = 1;
}

function install(needs: readonly Need[]): void {
  const packages = needs.map(({ debian }) => debian);
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n');
    chmodSync(POLICY, 0o755);
  }
  try {
    apt('update', '-q');
    apt('install', '-q', '-y', '--no-install-recommends', ...packages);
  } finally {
    if (ownPolicy) rmSync(POLICY);
  }
  // Not to be started at the next boot either: the tests start their own on free ports.
  if (existsSync('/run/systemd/system'))
    spawnSync('systemctl', ['disable', '--now', ...packages], { stdio: 'inherit' });
  const still = needs.filter(({ program }) => !isThere(program));
  if (still.length === 0) {
    say(`已安装：${packages.join('、')}。`, `installed: ${packages.join(', ')}.`);
  } else {
    const names = still.map(({ program }) => program).join(', ');
    say(
      `安装后仍找不到：${names}；请查看上面 apt-get 的输出。`,
      `still not found: ${names}; see what apt-get said above.`,
    );
    process.exitCode = 1;
  }
}

function apt(...args: string[]): void {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function advice(needs: readonly Need[]): { readonly zh: string; readonly en: string } {
  const debian = needs.map((need) => need.debian).join(' ');
  const brew = needs.map((need) => need.brew).join(' ');
  if (process.platform === 'darwin') return { zh: `请执行：brew install ${brew}`, en: `run: brew install ${brew}` };
  if (existsSync('/etc/debian_version'))
    return {
      zh: `请执行：sudo npm run setup，或 sudo apt-get install ${debian}`,
      en: `run: sudo npm run setup, or sudo apt-get install ${debian}`,
    };
  const programs = needs.map(({ program }) => program).join(', ');
  return {
    zh: `请用本系统的软件包管理器安装：${programs}`,
    en: `install with this system's package manager: ${programs}`,
  };
}

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function say(zh: string, en: string): void {
  process.stdout.write(`${zh}\n${en}\n`);
}
