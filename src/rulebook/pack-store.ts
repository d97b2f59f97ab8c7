import type { Acting } from '../audit/acting.ts';
import type { Database } from '../platform/database.ts';
import type { PackOrLayer } from '../policy/pack.ts';
import { readPack } from '../policy/validate.ts';
import { canonicalBytes, digestOf, sha256 } from '../report/canonical.ts';

/** A pack as it is kept, with the people who stand for it. */
export type LoadedPack = {
  readonly sha256: string;
  readonly pack: PackOrLayer;
  readonly loadedBy: string;
  readonly confirmedBy: string;
  readonly loadedAt: Date;
  readonly sourceFile: string;
};

/**
 * The packs that were loaded, by digest, but for those that the caller has already.
 * @throws Error where what is stored is not what was loaded.
 */
export async function readPacksBeside(
  db: Database,
  known: readonly string[],
): Promise<ReadonlyMap<string, PackOrLayer>> {
  const rows = await db
    .selectFrom('policy_pack')
    .select(['sha256', 'content'])
    .$if(known.length > 0, (query) => query.where('sha256', 'not in', known))
    .orderBy('loaded_at')
    .orderBy('sha256')
    .execute();
  return new Map(rows.map((row) => [row.sha256, opened(row)]));
}

/** Every pack that was loaded, with who loaded it, in the order of loading. */
export async function readLoadedPacks(db: Database): Promise<readonly LoadedPack[]> {
  const rows = await db.selectFrom('policy_pack').selectAll().orderBy('loaded_at').orderBy('sha256').execute();
  return rows.map((row) => ({
    sha256: row.sha256,
    pack: opened(row),
    loadedBy: row.loaded_by,
    confirmedBy: row.confirmed_by,
    loadedAt: row.loaded_at,
    sourceFile: row.source_file,
  }));
}

/** Keeps a pack; what reports will name is its digest. */
export async function insertPackInTrx(
  { trx, at }: Acting,
  pack: PackOrLayer,
  { by, confirmedBy, sourceFile }: { readonly by: string; readonly confirmedBy: string; readonly sourceFile: string },
): Promise<string> {
  const digest = digestOf(pack);
  await trx
    .insertInto('policy_pack')
    .values({
      sha256: digest,
      id: pack.id,
      region: pack.region,
      residence: pack.residence,
      content: new TextDecoder().decode(canonicalBytes(pack)),
      loaded_by: by,
      confirmed_by: confirmedBy,
      loaded_at: at,
      source_file: sourceFile,
    })
    .execute();
  return digest;
}

/** The database compares bytes and digest when a row is written; a restored or altered one is compared when it is read. */
function opened(row: { readonly sha256: string; readonly content: string }): PackOrLayer {
  if (sha256(new TextEncoder().encode(row.content)) !== row.sha256) {
    throw new Error(`the policy pack ${row.sha256} is not what was loaded: restore its row from a backup`);
  }
  const read = readPack(JSON.parse(row.content));
  if ('error' in read) {
    throw new Error(`the policy pack ${row.sha256} has a form that this program does not know`, { cause: read.error });
  }
  return 'layer' in read ? read.layer : read.pack;
}
