import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOfVersion } from '../../../.config/new-version-files.ts';
import type { Rule } from '../../../.config/new-version-files.ts';
import { ASSESSMENT_VERSIONS } from '../../../src/assessment/registry.ts';
import { INDICATORS } from '../../../src/indicators/registry.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const VERSION = INDICATORS.find(({ id }) => id === 'I02')?.version ?? 0;
const [{ version: ASSESSED }] = ASSESSMENT_VERSIONS;

const I02: Rule = {
  name: 'I02',
  version: VERSION,
  definition: 'src/indicators/i02-vehicles.ts',
  value: 'vehicles',
  registry: 'src/indicators/registry.ts',
};
const ASSESSMENT: Rule = {
  name: 'assessment',
  version: ASSESSED,
  definition: 'src/assessment/assess.ts',
  value: 'assess',
  registry: 'src/assessment/registry.ts',
};

describe('a version that is laid aside', () => {
  it.each([I02, ASSESSMENT])('$name stands on copies, or on what all versions share', (rule) => {
    const files = filesOfVersion([rule], read);
    const copies = files.filter(({ path }) => path.includes('/kept/'));
    const laid = new Set(copies.map(({ path }) => path));
    for (const { path, text } of copies) {
      for (const [, specifier = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
        const target = join(path, '..', specifier);
        expect(laid.has(target) || existsSync(join(ROOT, target))).toBe(true);
        if (/^src\/(indicators|assessment)\/[^/]+$/.test(target))
          expect(target).toMatch(/(define-indicator|outcome)\.ts$/);
      }
    }
  });

  it('is the one that was in force, unchanged but for the places it imports from', () => {
    const kept = filesOfVersion([I02], read).find(
      ({ path }) => path === `src/indicators/kept/i02-v${VERSION}/i02-vehicles.ts`,
    );
    const plain = (text = ''): string => text.replaceAll(/from '[^']+'/g, '');
    expect(plain(kept?.text)).toBe(plain(read(I02.definition)));
  });

  it('stands in the registry behind the next one', () => {
    const files = new Map(filesOfVersion([I02], read).map(({ path, text }) => [path, text]));
    expect(files.get(I02.definition)).toContain(`version: ${VERSION + 1},`);
    expect(files.get(I02.registry)).toContain(`[vehicles, vehiclesV${VERSION}`);
    expect(files.get(I02.registry)).toContain(
      `import { vehicles as vehiclesV${VERSION} } from './kept/i02-v${VERSION}/i02-vehicles.ts';`,
    );
    const assessment = filesOfVersion([ASSESSMENT], read).at(-1)?.text ?? '';
    expect(assessment.replaceAll(/\s+/g, ' ')).toContain(`{ version: ${ASSESSED}, assess: assessV${ASSESSED} }, ]`);
  });

  it('is refused where the definition does not say the number', () => {
    expect(() => filesOfVersion([{ ...I02, version: 99 }], read)).toThrow(RangeError);
  });
});
