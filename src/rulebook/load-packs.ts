import { invalid } from '../application/refusals.ts';
import type { Acting } from '../audit/acting.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { KnownNames } from '../policy/known-names.ts';
import { readPackFiles } from '../policy/pack-file.ts';
import type { PackText } from '../policy/pack-file.ts';
import type { PackShelf } from '../policy/pack-shelf.ts';
import { digestOf } from '../report/canonical.ts';
import { isHolidayFile, loadHolidaysInTrx } from './holidays.ts';
import { insertPackInTrx } from './pack-store.ts';
import { lockRulebookInTrx } from './rulebook-lock.ts';

/** The two people who stand for what is loaded. */
export type TwoPeople = { readonly by: string; readonly confirmedBy: string };

export type LoadPacks = TwoPeople & {
  readonly files: readonly PackText[];
  /** Sources and categories of the house, of which a pack may speak. */
  readonly known: KnownNames;
};

/** A pack of a file, after loading. */
export type LoadResult = {
  readonly id: string;
  readonly sha256: string;
  /** False where the same pack was there already: nothing was written. */
  readonly isNew: boolean;
};

/**
 * Loads packs, and the holidays of a year, from files, checked together with each other and with all that are held. Loaded again, the same file
 * changes nothing; a file that was edited is refused, as reports name its pack.
 *
 * @throws Problem INVALID_INPUT with file, line and column; CONFLICT where an id stands for other rules.
 */
export async function loadPacksInTrx(
  { packs }: { readonly packs: PackShelf<Database> },
  acting: Acting,
  { files, known, by, confirmedBy }: LoadPacks,
): Promise<readonly LoadResult[]> {
  if (by.trim() === '' || by === confirmedBy) throw needsTwo();
  const notices = files.filter(isHolidayFile);
  const packFiles = files.filter((file) => !notices.includes(file));
  await lockRulebookInTrx(acting.trx);
  await packs.renew(acting.trx);
  const held = [...packs, ...packs.layers];
  const ids = new Map(held.map((pack) => [pack.id, digestOf(pack)]));
  const results: LoadResult[] = [];
  for (const [index, pack] of readPackFiles(packFiles, held, { known }).entries()) {
    const sha256 = digestOf(pack);
    const there = ids.get(pack.id);
    if (there !== undefined && there !== sha256) throw edited(pack.id);
    const sourceFile = packFiles[index]?.name ?? '';
    if (there === undefined) await insertPackInTrx(acting, pack, { by, confirmedBy, sourceFile });
    results.push({ id: pack.id, sha256, isNew: there === undefined });
    acting.look({
      act: 'LOAD_POLICY',
      purpose: 'OPERATION',
      fieldKinds: ['POLICY_PACK'],
      outcome: there === undefined ? 'DONE' : 'THERE_ALREADY',
      division: pack.region,
    });
  }
  for (const file of notices) {
    const result = await loadHolidaysInTrx(acting, file, { by, confirmedBy });
    results.push(result);
    acting.look({
      act: 'LOAD_POLICY',
      purpose: 'OPERATION',
      fieldKinds: ['HOLIDAYS'],
      outcome: result.isNew ? 'DONE' : 'THERE_ALREADY',
      division: acting.actor.division,
    });
  }
  if (results.length === 0) throw invalid('files', '没有给出政策文件', 'No policy file was given');
  return results;
}

function needsTwo(): Problem {
  return new Problem({
    code: 'SECOND_PERSON_NEEDED',
    field: 'confirmedBy',
    zh: '装入政策须有两人：一人装入，另一人对照文件确认。',
    en: 'loading policy takes two people: one who loads it, another who has compared it with the document',
  });
}

function edited(id: string): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'files',
    zh: `政策包 ${id} 已经装入，内容与此文件不同。在用的政策包不得修改：请另取编号，并填写 "supersedes" 或 "follows"。`,
    en: `the pack ${id} is loaded, and says otherwise than this file. A pack in use is never edited: give yours another id, and say which one it supersedes or follows`,
  });
}
