import { SOURCES } from '../../../adapters/registry.ts';
import { caseFileJsonSchema } from '../../reassessment/case-file.ts';
import { evaluateCase } from '../../reassessment/evaluate.ts';
import { readCaseFile } from '../../reassessment/read-case-file.ts';
import { describeSources } from '../planned-sources.ts';
import { say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { readPack, readText } from './read-pack.ts';

/** `hedui evaluate`: what a pack makes of a case that is written in a file. No database, nobody is asked. */
export const evaluateCommand: Command = {
  name: 'evaluate',
  zh: '用一个政策包试算案例文件，结果为 JSON；不用数据库',
  en: 'judge a case file by a policy pack, result as JSON; no database',
  usage: '--policy <id or file> <file>',
  words: ['file'],
  options: { policy: { type: 'string' } },
  required: ['policy'],
  async run(given) {
    const pack = await readPack(textOf(given, 'policy') ?? '', '--policy');
    const sources = describeSources(new Set(SOURCES.map(({ id }) => id)));
    const file = readCaseFile(await readText(textOf(given, 'file') ?? '', 'file'), sources);
    say(JSON.stringify(evaluateCase(file, pack, sources), null, 2));
    return 0;
  },
};

/** `hedui policy schema`: the form of a case file. */
export const policySchemaCommand: Command = {
  name: 'policy schema',
  zh: '案例文件的 JSON Schema',
  en: 'JSON Schema of a case file for hedui evaluate',
  usage: '',
  options: {},
  required: [],
  run: async () => {
    say(JSON.stringify(caseFileJsonSchema(), null, 2));
    return 0;
  },
};
