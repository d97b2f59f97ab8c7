import { indexNamesInTrx } from '../../application/index-names.ts';
import type { CaseServices } from '../../application/services.ts';
import { defineAct } from './define-act.ts';
import type { Place } from './define-act.ts';

/** Makes earlier cases findable by name; the actor sees nobody's name. */
export const indexNamesAct = defineAct<CaseServices, { readonly most: number }, number, Place>({
  name: 'INDEX_NAMES',
  roles: ['OPERATOR'],
  target: 'NONE',
  keyed: false,
  entry: 'INDEX_NAMES',
  field: 'most',
  locate: () => Promise.resolve({ applicationId: null, division: '' }),
  run: ({ services, ...acting }, { most }) => indexNamesInTrx(acting, services.vault, most),
});
