import { describe, expect, it } from 'vitest';
import { realEstate } from '../../../adapters/real-estate.ts';
import { parseCertificate } from '../../../src/identity/certificate.ts';
import type { DeliveredList, DeliveredRow, DirectConnection } from '../../../src/sources/port.ts';
import { receiveLists } from '../../../src/sources/receive-lists.ts';
import { lists } from '../../conformance/cases/lists.ts';
import { examineOne } from '../../conformance/kit.ts';
import { deliveredList, listDepartment } from '../../conformance/list-department.ts';
import { Witness } from '../../conformance/witness.ts';
import { DEMO_DIVISION } from '../../../src/identity/divisions.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import { inquiry } from '../adapters/asking.ts';

const somebody: DeliveredRow = {
  certificate: parseCertificate({ type: 'CITIZEN_NUMBER', number: '320213196001010011' }),
  name: '陆文斌',
  facts: [],
};
const three = [deliveredList(1, [somebody]), deliveredList(2, []), deliveredList(3, [somebody, somebody])];

/** A department that hands over none. */
function withoutLists(): DirectConnection {
  const { deliver: _none, ...silent } = listDepartment([]);
  return silent;
}

/** The lists that are taken, and how the receiving ends. */
async function received(given: readonly DeliveredList[], after = 0) {
  const taken: number[] = [];
  const ended = await receiveLists(
    listDepartment(given),
    after,
    async ({ sequence }) => void taken.push(sequence),
  ).then(
    (last) => last,
    (fault: unknown) => fault,
  );
  return { taken, ended };
}

describe('lists that a department hands over', () => {
  it('are taken in the order of their numbers, from the one that is due', async () => {
    expect(await received(three)).toEqual({ taken: [1, 2, 3], ended: 3 });
    expect(await received(three, 2)).toEqual({ taken: [3], ended: 3 });
    expect(await received(three, 3)).toEqual({ taken: [], ended: 3 });
  });

  it.each([
    ['a list is missing before it', [three[0], three[2]], [1], 'sequence OUT_OF_ORDER'],
    [
      'its bytes have another digest',
      [three[0], deliveredList(2, [], { raw: Buffer.from('x') })],
      [1],
      'sha256 OTHER_BYTES',
    ],
    ['it holds fewer rows than stated', [deliveredList(1, [somebody], { count: 2 }), three[1]], [], 'count OTHER_ROWS'],
  ])('stop where %s: that one is not taken, and none after it', async (_case, given, taken, difference) => {
    const ended = await received(given.filter((list) => list !== undefined));
    expect(ended).toMatchObject({ taken, ended: { reason: 'FORMAT_CHANGED', differences: [difference] } });
  });

  it('are none where the department hands over none', async () => {
    const silent = withoutLists();
    expect(await receiveLists(silent, 7, async () => {})).toBe(7);
  });
});

describe('the case of the kit', () => {
  const [of] = lists;
  const finding = (connection: DirectConnection) => {
    if (of === undefined) throw new Error('the kit has the case');
    const about = { name: somebody.name, certificate: somebody.certificate, letterNumber: '测试0001' };
    return examineOne(of, {
      source: realEstate,
      connection,
      entry: {},
      institution: '',
      division: DEMO_DIVISION,
      territory: DEMO_DIVISION,
      baseDate: parseCalendarDate('2018-03-05'),
      known: about,
      unknown: null,
      witness: new Witness(),
      inquiry: () => inquiry(),
      ask: async () => ({ kind: 'OPEN' }),
      simulator: null,
      close: () => connection.close(),
    });
  };

  it('passes for an honest department, and is not run for one that hands over no lists', async () => {
    expect((await finding(listDepartment(three))).result).toBe('PASSED');
    const silent = withoutLists();
    expect((await finding(silent)).result).toBe('NOT_RUN');
  });

  it('fails where a list that was taken is handed over again', async () => {
    const forgetful: DirectConnection = {
      ...listDepartment(three),
      deliver: async (after, take) => {
        for (const list of three) await take({ ...list, sequence: after === 0 ? list.sequence : list.sequence + 3 });
      },
    };
    expect((await finding(forgetful)).result).toBe('FAILED');
  });
});
