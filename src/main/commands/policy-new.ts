import { writeFile } from 'node:fs/promises';
import { DIVISIONS, isDivisionInUse } from '../../identity/divisions.ts';
import { regionName } from '../../identity/region.ts';
import { parseCalendarDate } from '../../platform/calendar-date.ts';
import { asError, Problem } from '../../platform/problem.ts';
import { standingOf } from '../../policy/missing.ts';
import { POLICY_LAYERS } from '../../policy/registry.ts';
import { layerFor, newPackId, templateOf } from '../../policy/template.ts';
import { say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';

/** `hedui policy new`: a file in which every place to be filled says so. No database. */
export const policyNewCommand: Command = {
  name: 'policy new',
  zh: '为一个地方起草政策文件：列出须填写的每一项；不用数据库',
  en: 'draft a policy file for a place, with every value that it must enter; no database',
  usage: '<code or name> --from <2026-07-01> [--residence URBAN|RURAL] [--out <file>]',
  words: ['city'],
  options: { from: { type: 'string' }, residence: { type: 'string' }, out: { type: 'string' } },
  required: ['from'],
  async run(given) {
    const region = placeOf(textOf(given, 'city') ?? '');
    const effectiveFrom = parseCalendarDate(textOf(given, 'from') ?? '');
    const residence = residenceOf(textOf(given, 'residence') ?? 'URBAN');
    const layer = layerFor(POLICY_LAYERS, region, effectiveFrom);
    if (layer === undefined) throw noLayer(effectiveFrom);
    const dates = { application: effectiveFrom, base: effectiveFrom, decision: effectiveFrom };
    const { missing } = standingOf([], POLICY_LAYERS, { region, residence, dates });
    const id = newPackId(region, residence, effectiveFrom);
    const file = templateOf({ id, region, residence, effectiveFrom, inherits: layer.id, missing });
    const text = `${JSON.stringify(file, null, 2)}\n`;
    const out = textOf(given, 'out');
    if (out === undefined) process.stdout.write(text);
    else {
      await writeNew(out, text);
      say(`${out}：${regionName(region)}，须填写 ${missing.length} 项 / ${missing.length} values to be filled`);
    }
    return 0;
  },
};

function placeOf(word: string): string {
  if (isDivisionInUse(word)) return word;
  const [code, ...others] = Object.keys(DIVISIONS).filter((one) => {
    return isDivisionInUse(one) && (DIVISIONS[one]?.name === word || regionName(one) === word);
  });
  if (code !== undefined && others.length === 0) return code;
  const several = [code, ...others].filter((one) => one !== undefined);
  throw new Problem({
    code: 'INVALID_REGION',
    field: 'city',
    zh:
      several.length === 0
        ? `没有叫“${word}”的现行行政区划；请写六位代码或全名，如 330100、杭州市西湖区。`
        : `“${word}”有多个：${several.map((one) => `${one} ${regionName(one)}`).join('、')}；请写代码。`,
    en:
      several.length === 0
        ? `no division in use is called ${word}; give its six digits or its full name`
        : `several divisions are called ${word}: ${several.join(', ')}; give the code`,
  });
}

function residenceOf(word: string): 'URBAN' | 'RURAL' {
  if (word === 'URBAN' || word === 'RURAL') return word;
  throw new Problem({
    code: 'INVALID_INPUT',
    field: 'residence',
    zh: '--residence 只能是 URBAN（城镇）或 RURAL（农村）。',
    en: '--residence is URBAN or RURAL',
  });
}

function noLayer(day: string): Problem {
  return new Problem({
    code: 'INVALID_DATE',
    field: 'from',
    zh: `${day} 没有可沿用的全国规定；基础层自 2012-12-12 起。`,
    en: `no layer of the nation holds on ${day}; the first begins on 2012-12-12`,
  });
}

/** A file that is there may be filled already: it is never written over. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (thrown) {
    const zh = `${path} 已存在或不可写；请换一个文件名。`;
    const fault = { code: 'CONFLICT', field: 'out', zh, en: `${path} is there already, or cannot be written` } as const;
    throw new Problem(fault, { cause: asError(thrown) });
  }
}
