// One engine in a process of its own: `node engine-process.ts NAME`. Every message is a round; the answer is what it took.
import { ENGINES } from './engines.ts';
import { households } from './households.ts';
import type { Household } from './households.ts';

/** Few enough to lie in the caches, as evidence does that was just read; enough to keep several threads busy. */
const HOUSEHOLDS = 16;
/** How long a round lasts at least, milliseconds: what else the machine does falls on a short one by chance. */
const ROUND_MS = 500;

/** The duration of one round. */
export type Round = {
  readonly evaluations: number;
  readonly cpuMicroseconds: number;
  readonly milliseconds: number;
};

const engine = ENGINES.find(({ name }) => name === process.argv[2]);
if (engine === undefined || process.send === undefined)
  throw new RangeError('started by measure-rules.ts, with a name');
const reply = process.send.bind(process);
const { run } = engine;
const made = households(HOUSEHOLDS);

/** Evidence comes anew from the store for every evaluation: nothing worked out before may be found again. */
function anew({ whole, given }: Household): Household {
  return { whole: { ...whole, evidence: [...whole.evidence] }, given: { ...given } };
}

async function round(): Promise<Round> {
  const [from, used] = [performance.now(), process.cpuUsage()];
  let evaluations = 0;
  while (performance.now() - from < ROUND_MS) {
    await run(made.map(anew));
    evaluations += HOUSEHOLDS;
  }
  const { user, system } = process.cpuUsage(used);
  return {
    evaluations,
    cpuMicroseconds: user + system,
    milliseconds: performance.now() - from,
  };
}

process.on('message', () => {
  round().then(reply, (thrown: unknown) => {
    throw thrown;
  });
});
