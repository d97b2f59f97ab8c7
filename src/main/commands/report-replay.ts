import { writeFile } from 'node:fs/promises';
import { recordLook } from '../../audit/look-log.ts';
import { Problem } from '../../platform/problem.ts';
import { publicKeyOf } from '../../protection/signer.ts';
import type { Alteration } from '../../report/verify.ts';
import { writeReportFile } from '../../report/report-file.ts';
import { examineStored, SEAL_MISSING } from '../../verification/replay-stored.ts';
import type { Examination } from '../../verification/replay-stored.ts';
import { findVersion, reportFileOf } from '../../verification/report-files.ts';
import { readReport } from '../../verification/report-store.ts';
import { readKeyring } from '../foundation.ts';
import { openDesk, say } from './at-the-desk.ts';
import type { Desk } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command, Given } from './command.ts';
import type { Lifecycle } from '../lifecycle.ts';

const NOT_AS_IT_WAS = 3;

/** `hedui report replay`: composes a stored version again from the facts stored with it. */
export const reportReplayCommand: Command = {
  name: 'report replay',
  zh: '按当时的规则和留存的核对信息重算报告，逐字节比对',
  en: 'draw a report up again by the rules of its day, from the facts kept with it, byte for byte',
  usage: '<report number> [--report-version <n>]',
  options: { 'report-version': { type: 'string' } },
  words: ['number'],
  required: ['number'],
  async run(given, life) {
    const { desk, verificationId, version, keys } = await openReport(given, life);
    const examination = await examineStored(desk.services, keys, verificationId, version);
    if (examination === null) throw noSuchReport();
    return tell(examination);
  },
};

/** `hedui report file`: writes a version with its signature to a file that anybody can verify. */
export const reportFileCommand: Command = {
  name: 'report file',
  zh: '导出报告文件（正文、承诺值、签名），供离线核验',
  en: 'write a report file (document, commitments, signature) to be verified elsewhere',
  usage: '<report number> --out <file> [--report-version <n>]',
  options: { out: { type: 'string' }, 'report-version': { type: 'string' } },
  words: ['number'],
  required: ['number', 'out'],
  async run(given, life) {
    const { desk, verificationId, version, keys } = await openReport(given, life);
    const report = await readReport(desk.services.db, desk.services.vault, verificationId, version);
    if (report === null) throw noSuchReport();
    const written = await reportFileOf(desk.services, keys, report);
    if (written === null) return tellAltered([SEAL_MISSING]);
    await writeFile(textOf(given, 'out') ?? '', writeReportFile(written.file), { mode: 0o600 });
    return 0;
  },
};

/** The parts of the audit entry of a command. */
type Look = { readonly act: 'READ_REPORT' | 'PRINT_REPORT'; readonly fieldKinds: readonly string[] };

/** Finds the version and appends the audit entry of the read. */
export async function openReport(
  given: Given,
  life: Lifecycle,
  what: Look = { act: 'READ_REPORT', fieldKinds: ['REPORT'] },
) {
  const desk = await openDesk(life);
  const wanted = textOf(given, 'report-version');
  const found = await findVersion(
    desk.services,
    textOf(given, 'number') ?? '',
    wanted === undefined ? undefined : Number(wanted),
  );
  if (found === null) throw noSuchReport();
  await leaveLook(desk, found.verificationId, what);
  const { signing } = await readKeyring(desk.foundation.config);
  return { desk, ...found, keys: signing.keys.map(publicKeyOf) };
}

async function leaveLook({ services: { db, clock }, actor }: Desk, verificationId: string, what: Look): Promise<void> {
  const { division } = await db
    .selectFrom('verification')
    .select('division')
    .where('id', '=', verificationId)
    .executeTakeFirstOrThrow();
  await recordLook(db, clock, actor, {
    ...what,
    purpose: 'SUPERVISION',
    verificationId,
    outcome: 'DONE',
    division,
  });
}

/** @returns the exit code for an altered version. */
export function tellAltered(altered: readonly Alteration[]): number {
  for (const { part, words } of altered) say(`✗ ${part}  ${words.zh} / ${words.en}`);
  return NOT_AS_IT_WAS;
}

function tell({ altered, replay }: Examination): number {
  if (replay === null) return tellAltered(altered);
  say('✓ 正文、承诺值、签名和核对信息未被改动 / document, commitments, signature and facts are as they were signed');
  for (const table of replay.tables) say(`! 表已变更 / this table has changed since: ${table}`);
  if (replay.gone.length > 0) {
    say(`! 已按保管期限删除的核对信息 ${replay.gone.length} 项 / facts erased by policy: ${replay.gone.length}`);
    for (const id of replay.gone) say(`    ${id}`);
    say(`  未比对 / not compared: ${replay.notCompared.join(', ')}`);
  }
  for (const { path, stored, again } of replay.differences) say(`✗ ${path}: ${stored} → ${again}`);
  if (!replay.same) return NOT_AS_IT_WAS;
  say(
    replay.gone.length === 0
      ? '✓ 重算结果逐字节一致 / the same, byte for byte'
      : '✓ 其余部分重算一致 / the rest is the same',
  );
  return 0;
}

export function noSuchReport(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'number',
    zh: '没有这个编号和版次的报告。',
    en: 'there is no report of this number and version',
  });
}
