import { Problem } from '../platform/problem.ts';
import type { PolicyPack } from './pack.ts';
import wuxiUrban201707 from './packs/wuxi-2017-07.json' with { type: 'json' };
import { validatePacks } from './validate.ts';

/** Every policy pack of the house. A new one is one file in `packs/` and one line here. */
export const POLICY_PACKS: readonly PolicyPack[] = validatePacks([wuxiUrban201707]);

/**
 * The pack that a stored verification or report names.
 * @throws Problem NOT_FOUND where this version of the house has no such pack.
 */
export function getPack(id: string): PolicyPack {
  const pack = POLICY_PACKS.find((candidate) => candidate.id === id);
  if (pack !== undefined) return pack;
  throw new Problem({
    code: 'NOT_FOUND',
    field: 'policy',
    zh: `没有编号为 ${id} 的政策包，请恢复其数据文件`,
    en: `There is no policy pack ${id}; restore its data file`,
  });
}
