import { DEMO_DIVISION } from '../identity/divisions.ts';
import { plainOffice } from './office.ts';
import type { Office } from './office.ts';

/** Nobody answers there. */
const TELEPHONE = '0510-00000000';

/** The offices of the demonstration: every name says that it is one. */
export const DEMO_OFFICE: Office = {
  division: DEMO_DIVISION,
  offices: new Map([
    [
      DEMO_DIVISION,
      { name: { zh: '无锡市民政局（演示）', en: 'Wuxi Civil Affairs Bureau (demonstration)' }, telephone: TELEPHONE },
    ],
    [
      '320213',
      {
        name: { zh: '无锡市梁溪区民政局（演示）', en: 'Liangxi Civil Affairs Bureau (demonstration)' },
        telephone: TELEPHONE,
      },
    ],
    [
      '320214',
      {
        name: { zh: '无锡市新吴区民政局（演示）', en: 'Xinwu Civil Affairs Bureau (demonstration)' },
        telephone: TELEPHONE,
      },
    ],
  ]),
  documentNumbers: {},
};

/** The office of an installation that describes none: the demonstration's own where the demonstration is. */
export function builtInOffice(division: string, demo: boolean): Office {
  return demo && division === DEMO_OFFICE.division ? DEMO_OFFICE : plainOffice(division);
}
