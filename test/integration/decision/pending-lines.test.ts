import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGrantsToSettle } from '../../../src/decision/grants-to-settle.ts';
import { parseRegion } from '../../../src/identity/region.ts';
import type { ReportDocument } from '../../../src/report/document.ts';
import { decide } from '../../support/acts.ts';
import { refusalOf } from '../../support/case-room.ts';
import { drawUp, requestedCheck } from '../../support/drawn-report.ts';
import { openAppRoom } from '../http/app-room.ts';
import type { AppRoom } from '../http/app-room.ts';
import { deciding, officer } from './deciding.ts';

describe('a line that is 待确认', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom({ demo: true });
  });
  afterAll(() => room.close());
  const { approve, reviewed, publicise, input } = deciding(() => room);

  /** The results under the rules of Wuxi; the text about vehicles is not verified. */
  const exceeding = ({ indicators }: ReportDocument): Partial<ReportDocument> => ({
    indicators: indicators.map((row) =>
      row.id === 'I02'
        ? { ...row, result: 'EXCEEDS', lineSource: { document: '外省做法', article: '无机动车', verified: false } }
        : row,
    ),
  });

  it('carries no refusal, and is named', async () => {
    const { verification } = await requestedCheck(room.room, room.services);
    await drawUp(room.services, verification, { found: exceeding });
    await approve(verification);
    const refused = await refusalOf(decide(room.services, officer('officer-1'), input(verification)));
    expect(refused.details).toMatchObject({ code: 'LINE_NOT_CONFIRMED', field: 'grounds[0].finding' });
    expect(refused.details.zh).toContain('车辆');
    expect(refused.details.zh).toContain('外省做法 无机动车');
  });

  it('may carry a grant, which is listed for settling by the names of its lines', async () => {
    const { application, verification } = await reviewed();
    await publicise(application.id);
    await decide(
      room.services,
      officer('officer-1'),
      input(verification, { kind: 'APPROVED', grounds: [], monthlyFen: 76_000, recheck: 'STABLE' }),
    );
    const list = await readGrantsToSettle(room.services, room.services.db, parseRegion('320213'));
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ applicationId: application.id, packId: 'wuxi-urban-2017-07-3' });
    const rules = list[0]?.pending.map(({ rule }) => rule);
    expect(rules).toContain('vehiclesAllowed');
    expect(rules).not.toContain('dibaoStandardFen');
    expect(await readGrantsToSettle(room.services, room.services.db, parseRegion('320214'))).toEqual([]);
  });
});
