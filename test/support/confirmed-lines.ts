import { KNOWN_NAMES } from '../../src/main/known-names.ts';
import { findPack } from '../../src/verification/pack-of.ts';
import type { VerificationServices } from '../../src/verification/services.ts';
import { loadPolicy } from './acts.ts';

/** Lines of the Wuxi pack that a test decides by: as far as this installation knows, their texts were seen. */
const LINES = ['homesAllowed', 'vehiclesAllowed', 'enterprisesAllowed', 'financialMonths'] as const;
const OF_WUXI = 'wuxi-urban-2017-07-3';

/** Lets the office confirm the lines of property, so that refusals may rest on them in checks that are requested from now on. */
export async function confirmLines(services: VerificationServices): Promise<void> {
  const { rules: held, ...frame } = findPack(services.packs, OF_WUXI);
  const seen = { document: '演示文件', article: '演示条款', verified: true };
  const rules = Object.fromEntries(LINES.map((line) => [line, { ...seen, value: held[line].value }]));
  const pack = { ...frame, id: `${OF_WUXI}-seen`, inherits: OF_WUXI, supersedes: OF_WUXI, rules };
  await loadPolicy(
    services,
    { subject: 'cli:test', role: 'OPERATOR', division: '320200', checkId: 'check-lines' },
    {
      files: [{ name: 'wuxi-seen.json', text: JSON.stringify(pack) }],
      known: KNOWN_NAMES,
      by: 'policy-1',
      confirmedBy: 'policy-2',
      division: '320200',
    },
  );
}
