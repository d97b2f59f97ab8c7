import national2012 from './layers/national-2012.json' with { type: 'json' };
import national2021 from './layers/national-2021.json' with { type: 'json' };
import national2025 from './layers/national-2025.json' with { type: 'json' };
import national2026 from './layers/national-2026.json' with { type: 'json' };
import jiangsu2019 from './layers/jiangsu-2019.json' with { type: 'json' };
import jiangsu2021 from './layers/jiangsu-2021.json' with { type: 'json' };
import jiangsu2025 from './layers/jiangsu-2025.json' with { type: 'json' };
import jiangsu2026 from './layers/jiangsu-2026.json' with { type: 'json' };
import wuxiUrban201707 from './packs/wuxi-2017-07.json' with { type: 'json' };
import wuxiUrban201707Terms from './packs/wuxi-2017-07-2.json' with { type: 'json' };
import wuxiUrban201707Obligors from './packs/wuxi-2017-07-3.json' with { type: 'json' };
import type { PolicyLayer, PolicyPack } from './pack.ts';
import { validateLayers, validatePacks } from './validate.ts';

/** The packs of the release, which need no loading; an office loads its own beside them. */
export const POLICY_PACKS: readonly PolicyPack[] = validatePacks([
  wuxiUrban201707,
  wuxiUrban201707Terms,
  wuxiUrban201707Obligors,
]);

/**
 * Rules of the nation, one layer for each generation of its law, and of Jiangsu as far as its texts were seen. A place
 * inherits one of them and states the rest.
 */
export const POLICY_LAYERS: readonly PolicyLayer[] = validateLayers([
  national2012,
  national2021,
  national2025,
  national2026,
  jiangsu2019,
  jiangsu2021,
  jiangsu2025,
  jiangsu2026,
]);
