// `npm run new:version -- I03` lays the version in force aside and opens the next one for a change. Several indicators may
// be named, which then share one folder; `assessment` and `report` (its edition) stand alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSESSMENT_VERSIONS } from '../src/assessment/registry.ts';
import { INDICATORS } from '../src/indicators/registry.ts';
import { REPORT_EDITION } from '../src/report/editions.ts';
import { layFiles } from './lay-files.ts';
import { filesOfVersion } from './new-version-files.ts';
import type { Rule } from './new-version-files.ts';
import { ROOT } from './tree.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function ruleNamed(name: string): Rule | null {
  if (name === 'assessment') {
    const registry = 'src/assessment/registry.ts';
    return {
      name,
      version: ASSESSMENT_VERSIONS[0].version,
      definition: 'src/assessment/assess.ts',
      value: 'assess',
      registry,
    };
  }
  if (name === 'report') {
    return {
      name,
      version: REPORT_EDITION,
      definition: 'src/report/build.ts',
      value: 'buildReport',
      registry: 'src/report/editions.ts',
    };
  }
  const indicator = INDICATORS.find(({ id }) => id === name);
  const file = readdirSync(join(ROOT, 'src/indicators')).find((one) => one.startsWith(`${name.toLowerCase()}-`));
  if (indicator === undefined || file === undefined) return null;
  const definition = `src/indicators/${file}`;
  const value = /^export const (\w+): Indicator = /m.exec(read(definition))?.[1];
  if (value === undefined) throw new RangeError(`${definition} exports an Indicator`);
  return { name, version: indicator.version, definition, value, registry: 'src/indicators/registry.ts' };
}

function main(names: readonly string[]): number {
  const rules = names.map(ruleNamed);
  const [first, ...rest] = rules;
  if (!first || !rest.every((rule) => rule !== null) || (rest.length > 0 && rules.some(standsAlone))) {
    process.stderr.write(
      '规则为 I01 至 I11（可多个）、assessment 或 report。\nName indicators I01 to I11, or assessment, or report.\n',
    );
    return 2;
  }
  // All is made before anything is written.
  const files = filesOfVersion([first, ...rest], read);
  process.stdout.write(`${layFiles(files)}\n\nnpm run corpus\n`);
  return 0;
}

function standsAlone(rule: Rule | null): boolean {
  return rule?.name === 'assessment' || rule?.name === 'report';
}

process.exitCode = main(process.argv.slice(2));
