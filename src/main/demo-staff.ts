import { perform } from '../access/acts/perform.ts';
import { recordStaffAct } from '../access/acts/staff.ts';
import type { DemoAccount } from '../access/embedded-accounts.ts';
import { readStaff } from '../access/staff-store.ts';
import type { CaseServices } from '../application/services.ts';
import { STAFF_ROLES } from '../audit/actor.ts';

/** The office that demo accounts belong to; it says that nobody in it exists. */
const OFFICE = '演示单位';

/** Records the people behind the demo accounts, so that pages and papers of a demonstration show people too. */
export async function recordDemoStaff(services: CaseServices, accounts: readonly DemoAccount[]): Promise<void> {
  const staff = accounts.filter(({ roles }) => STAFF_ROLES.some((role) => roles.includes(role)));
  const known = await readStaff(
    services.db,
    staff.map(({ id }) => id),
  );
  const system = { kind: 'SYSTEM', program: 'hedui-demo' } as const;
  for (const { id: subject, zh: name, roles, division } of staff.filter(({ id }) => !known.has(id))) {
    const held = STAFF_ROLES.filter((role) => roles.includes(role));
    const member = { subject, name, office: OFFICE, roles: held, division };
    await perform(services, system, 'demo-accounts', recordStaffAct, member);
  }
}
