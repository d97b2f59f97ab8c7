import { SOURCES } from '../../adapters/registry.ts';
import { DEMO_DIVISION } from '../../src/identity/divisions.ts';
import { composeServices } from '../../src/main/composition.ts';
import type { Parts } from '../../src/main/composition.ts';
import { planSources } from '../../src/main/planned-sources.ts';
import { DEMO_OFFICE } from '../../src/office/demo-office.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { chineseCalendar } from '../../src/platform/working-days.ts';
import { generateKeyring, parseKeyring } from '../../src/protection/keyring.ts';
import type { VerificationServices } from '../../src/verification/services.ts';

/** The parts of a test's installation: its database, its clock, and the other parts that it replaces. */
export type TestParts = Partial<Parts> & { readonly db: Database; readonly clock: Clock };

/** The product's own services, unless said otherwise for synthetic people, with new keys, every source connected. */
export function composeForTest(parts: TestParts): VerificationServices {
  return composeServices({
    keyring: parseKeyring(generateKeyring()),
    calendar: chineseCalendar,
    sources: planSources(DEMO_DIVISION, new Set(SOURCES.map(({ id }) => id))),
    demo: true,
    office: DEMO_OFFICE,
    ...parts,
  });
}
