import type { PolicyPack } from './pack.ts';
import wuxiUrban201707 from './packs/wuxi-2017-07.json' with { type: 'json' };
import wuxiUrban201707Terms from './packs/wuxi-2017-07-2.json' with { type: 'json' };
import wuxiUrban201707Obligors from './packs/wuxi-2017-07-3.json' with { type: 'json' };
import { validatePacks } from './validate.ts';

/** Every policy pack of the house. A new one is one file in `packs/` and one line here. */
export const POLICY_PACKS: readonly PolicyPack[] = validatePacks([
  wuxiUrban201707,
  wuxiUrban201707Terms,
  wuxiUrban201707Obligors,
]);
