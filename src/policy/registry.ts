import wuxiUrban201707 from './packs/wuxi-2017-07.json' with { type: 'json' };
import wuxiUrban201707Terms from './packs/wuxi-2017-07-2.json' with { type: 'json' };
import wuxiUrban201707Obligors from './packs/wuxi-2017-07-3.json' with { type: 'json' };
import type { PolicyPack } from './pack.ts';
import { validatePacks } from './validate.ts';

/** The packs of the release, which need no loading; an office loads its own beside them. */
export const POLICY_PACKS: readonly PolicyPack[] = validatePacks([
  wuxiUrban201707,
  wuxiUrban201707Terms,
  wuxiUrban201707Obligors,
]);
