import Table from 'cli-table3';
import { describeMachine } from '../machine.ts';
import { COMPARED } from './engine.ts';
import { households } from './households.ts';
import { measureRules } from './measure-rules.ts';

/** The aim: ten times the faster of the others, with everything that the report needs. */
const AIM = 10;

/** `npm run bench -- indicators`. */
export async function benchRules(amount: {
  readonly households: number;
  readonly runs: number;
  readonly json: boolean;
}) {
  const machine = describeMachine();
  const results = await measureRules(households(amount.households), amount.runs);
  const [own, ...others] = results;
  const faster = others.toSorted((a, b) => b.perCoreSecond - a.perCoreSecond)[0];
  if (own === undefined || faster === undefined) throw new RangeError('three engines are compared');
  const ratio = own.perCoreSecond / faster.perCoreSecond;
  if (amount.json) {
    const settings = { households: amount.households, runs: amount.runs, indicators: COMPARED, ratioAim: AIM };
    process.stdout.write(`${JSON.stringify({ bench: 'indicators', machine, settings, ratio, results })}\n`);
    return;
  }
  const table = new Table({
    head: ['engine', 'households for a core’s second', 'for a second', `ours is (aim ${AIM})`, 'gives'],
    style: { head: [], border: [] },
  });
  for (const { name, perCoreSecond, perSecond, gives } of results) {
    table.push([
      name,
      Math.round(perCoreSecond),
      Math.round(perSecond),
      `${(own.perCoreSecond / perCoreSecond).toFixed(1)} times`,
      gives,
    ]);
  }
  process.stdout.write(
    `${table.toString()}\n${ratio.toFixed(1)} times the faster of the others (${faster.name}), equal results\n` +
      `${COMPARED.join(', ')}; equal results for ${amount.households} households of three; medians of ${amount.runs} rounds after a warm-up\n` +
      `${machine.cores} cores, load before ${machine.loadBefore}, Node ${machine.node}, commit ${machine.commit}\n`,
  );
}
