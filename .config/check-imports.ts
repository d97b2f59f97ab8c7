// Promise: imports go down only. dependency-cruiser needs @swc/core beside TypeScript 7, and finds no module at all and
// no fault when it is missing: so every file on disk must be among the modules that it saw.
import { cruise } from 'dependency-cruiser';
import { conclude } from './findings.ts';
import { CRUISED, rules } from './import-rules.ts';
import { filePaths, ROOT, topLevel } from './tree.ts';

process.chdir(ROOT);
const folders = CRUISED.filter((name) => topLevel().includes(`${name}/`));
const { output } = await cruise([...folders], {
  parser: 'swc',
  tsPreCompilationDeps: true,
  moduleSystems: ['es6'],
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types'] },
  validate: true,
  ruleSet: rules,
});
if (typeof output === 'string') throw new TypeError('dependency-cruiser gave text where its result was asked for');

const cruised = new Set(output.modules.map(({ source }) => source));
const onDisk = filePaths(folders.map((name) => `${name}/`)).filter((path) => path.endsWith('.ts'));
const unseen = onDisk.filter((path) => !cruised.has(path));

const faults = output.summary.violations.map(({ rule, from, to, via, cycle, comment }) => {
  const way = (via ?? cycle ?? []).map(({ name }) => name);
  const end = way.length > 0 ? way.join(' → ') : to;
  return {
    path: from,
    says: `${rule.name}${end === from ? '' : `: → ${end}`}${comment === undefined ? '' : ` (${comment})`}`,
  };
});
const unlooked = unseen.map((path) => ({ path, says: 'was not looked at by dependency-cruiser' }));
conclude([...faults, ...unlooked], onDisk.length);
