import Table from 'cli-table3';
import { isLayer } from '../../policy/pack.ts';
import { readLoadedPacks } from '../../rulebook/pack-store.ts';
import { openDesk, say } from './at-the-desk.ts';
import type { Command } from './command.ts';
import { installedPacks } from './read-pack.ts';

/** `hedui policy list`: the packs of the installation. */
export const policyListCommand: Command = {
  name: 'policy list',
  zh: '列出全部政策包和基础层：随版本提供的，以及本单位装入的',
  en: 'the policy packs and layers of the installation: those of the release, and those that were loaded',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  required: [],
  async run({ json }, life) {
    const { services } = await openDesk(life);
    const packs = await installedPacks(services);
    const loaded = new Map((await readLoadedPacks(services.db)).map((one) => [one.pack.id, one]));
    const rows = packs.map((pack) => {
      const { id, title, region, residence, effectiveFrom, effectiveTo, knownSince, chosenBy, supersedes } = pack;
      const { sha256, loadedBy, confirmedBy, loadedAt, sourceFile } = loaded.get(id) ?? {};
      const origin = sha256 === undefined ? null : { sha256, loadedBy, confirmedBy, loadedAt, sourceFile };
      const common = { id, title, region, residence, effectiveFrom, effectiveTo, knownSince, chosenBy, supersedes };
      return { ...common, layer: isLayer(pack), loaded: origin };
    });
    if (json === true) {
      say(JSON.stringify(rows, null, 2));
      return 0;
    }
    const table = new Table({
      head: ['编号\nid', '区划\ndivision', '城乡\nresidence', '起止\nin force', '依据日\nchosen by', '来源\norigin'],
      style: { head: [], border: [] },
    });
    for (const row of rows) {
      const {
        id,
        title,
        region,
        residence,
        effectiveFrom,
        effectiveTo,
        chosenBy,
        supersedes,
        layer,
        loaded: from,
      } = row;
      const marks = [
        ...(layer ? ['基础层 layer'] : []),
        ...(supersedes === undefined ? [] : [`取代 supersedes ${supersedes}`]),
      ];
      const origin =
        from === null ? '随版本\nrelease' : `${from.loadedBy}、${from.confirmedBy}\n${from.sha256.slice(0, 12)}`;
      const span = `${effectiveFrom}\n${effectiveTo ?? '…'}`;
      table.push([[id, title.zh, ...marks].join('\n'), region, residence, span, chosenBy, origin]);
    }
    say(table.toString());
    return 0;
  },
};
