import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { builtInOffice } from '../office/demo-office.ts';
import { parseOffice } from '../office/office.ts';
import type { Office } from '../office/office.ts';
import { asError, Problem } from '../platform/problem.ts';

/**
 * The office that the configuration names. The demonstration's own stands for it outside production only, and only where
 * the demonstration is.
 *
 * @throws Problem BAD_CONFIGURATION naming the setting and the place in the file.
 */
export async function readOffice({ office, mode, division }: Config): Promise<Office> {
  switch (office.kind) {
    case 'inline':
      return parseOffice(office.json, division, 'HEDUI_OFFICE');
    case 'file':
      return parseOffice(await readText(office.path), division, 'HEDUI_OFFICE_FILE');
    case 'built-in':
      return builtInOffice(division, mode !== 'production');
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    throw new Problem(
      {
        code: 'BAD_CONFIGURATION',
        field: 'HEDUI_OFFICE_FILE',
        zh: `机构文件 ${path} 读不到；请检查 HEDUI_OFFICE_FILE 的路径和权限。`,
        en: `the office file ${path} cannot be read; check the path in HEDUI_OFFICE_FILE and its permissions`,
      },
      { cause: asError(thrown) },
    );
  }
}
