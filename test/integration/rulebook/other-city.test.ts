import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_NAMES } from '../../../src/main/known-names.ts';
import { remarksOn } from '../../../src/rulebook/case-remarks.ts';
import { composeReport } from '../../../src/verification/compose-report.ts';
import { loadPolicy, recordLetter, requestVerification } from '../../support/acts.ts';
import { openCaseRoom, refusalOf } from '../../support/case-room.ts';
import type { CaseRoom } from '../../support/case-room.ts';
import { registerApplication } from '../../support/acts.ts';
import { form } from '../../support/family.ts';

const FILE = readFileSync(new URL('../../../docs/examples/policy-hangzhou-demo.json', import.meta.url), 'utf8');
const OFFICER = { subject: 'zj-1', role: 'CASEWORKER', division: '330000', checkId: 'check-zj' } as const;

describe('a city outside Jiangsu', () => {
  let room: CaseRoom;
  beforeAll(async () => {
    room = await openCaseRoom();
    room.services.clock.advance(Date.parse('2026-12-01T02:00:00Z') - room.services.clock.now().getTime());
  });
  afterAll(() => room.close());

  const admit = async (division: string) => {
    const { services } = room;
    const application = await registerApplication(services, OFFICER, form({ division }));
    const members = await services.db
      .selectFrom('household_member')
      .select(['person_id', 'role'])
      .where('household_id', '=', application.householdId)
      .execute();
    await recordLetter(services, OFFICER, {
      applicationId: application.id,
      letterNumber: `浙核授〔2026〕${crypto.randomUUID().slice(0, 4)}号`,
      signedOn: '2026-11-30',
      grants: members
        .filter(({ role }) => role === 'MEMBER')
        .map(({ person_id: personId }) => ({
          personId,
          sources: services.sources.map(({ id }) => id),
          purposes: ['SOCIAL_ASSISTANCE_CHECK' as const],
        })),
    });
    return application;
  };
  const request = (applicationId: string) =>
    requestVerification(room.services, OFFICER, {
      applicationId,
      purpose: 'APPLICATION',
      idempotencyKey: crypto.randomUUID(),
    });

  it('names what it lacks when a case is registered, refuses the check by the same names, and judges by its file', async () => {
    const { services } = room;
    const application = await admit('330106');
    const [remark] = remarksOn(application, services.packs, services.clock.now());
    expect(remark?.code).toBe('MISSING_POLICY_VALUES');
    expect(remark?.about).toContain('dibaoStandardFen');
    const refused = await refusalOf(request(application.id));
    expect(refused.details).toMatchObject({ code: 'NOT_FOUND', field: 'policy', zh: remark?.zh, en: remark?.en });
    await loadPolicy(
      services,
      { ...OFFICER, role: 'POLICY_OFFICER' },
      {
        files: [{ name: 'policy-hangzhou-demo.json', text: FILE }],
        known: KNOWN_NAMES,
        by: 'policy-1',
        confirmedBy: 'policy-2',
        division: '330100',
      },
    );
    const check = await request(application.id);
    expect(check.packId).toBe('hangzhou-urban-2026-07-demo');
    expect(remarksOn(application, services.packs, services.clock.now())).toEqual([]);
    const identity = { number: 'R', version: 1, preliminary: true, previous: null };
    const report = await composeReport(services, services.db, check, identity, services.clock.now());
    expect(report.policy).toMatchObject({ packId: 'hangzhou-urban-2026-07-demo' });
    expect(JSON.stringify(report.assessment)).toContain('111100');
  });

  it('is told by its new code where the old one was abolished', async () => {
    const { services } = room;
    const application = await registerApplication(
      services,
      { ...OFFICER, division: '320200' },
      form({ division: '320202' }),
    );
    const remarks = remarksOn(application, services.packs, services.clock.now());
    expect(remarks.find(({ code }) => code === 'ABOLISHED_DIVISION')).toMatchObject({
      about: ['320213'],
      zh: '320202 无锡市崇安区（已撤销）；现为 320213 无锡市梁溪区，请核对后按现行代码登记',
    });
  });
});
