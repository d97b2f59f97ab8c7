import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** On what a figure was measured, and from which commit. */
export function describeMachine() {
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  let commit = 'unknown';
  try {
    commit = git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' and changes');
  } catch {
    process.stderr.write('no git: the commit is unknown\n');
  }
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    /** Others at work on the machine spoil the figures: near 0 is right. */
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
    commit,
  };
}
