import Table from 'cli-table3';
import { POLICY_PACKS } from '../../policy/registry.ts';
import { say } from './at-the-desk.ts';
import type { Command } from './command.ts';

/** `hedui policy list`: the packs of the house. */
export const policyListCommand: Command = {
  name: 'policy list',
  zh: '列出全部政策包',
  en: 'the policy packs of the house',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  required: [],
  async run({ json }) {
    const rows = POLICY_PACKS.map((pack) => {
      const { id, title, region, residence, effectiveFrom, effectiveTo, knownSince, chosenBy, supersedes } = pack;
      return { id, title, region, residence, effectiveFrom, effectiveTo, knownSince, chosenBy, supersedes };
    });
    if (json === true) {
      say(JSON.stringify(rows, null, 2));
      return 0;
    }
    const table = new Table({
      head: ['编号\nid', '区划\ndivision', '城乡\nresidence', '起止\nin force', '获知日\nknown', '依据日\nchosen by'],
      style: { head: [], border: [] },
    });
    for (const { id, title, region, residence, effectiveFrom, effectiveTo, knownSince, chosenBy, supersedes } of rows) {
      const other = supersedes === undefined ? '' : `\n取代 supersedes ${supersedes}`;
      const span = `${effectiveFrom}\n${effectiveTo ?? '…'}`;
      table.push([`${id}\n${title.zh}${other}`, region, residence, span, knownSince, chosenBy]);
    }
    say(table.toString());
    return 0;
  },
};
