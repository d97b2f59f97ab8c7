import { writeFile } from 'node:fs/promises';
import { recordLook } from '../../audit/look-log.ts';
import { findDecisionByNumber } from '../../decision/decision-store.ts';
import { readSetAsideMark } from '../../decision/set-aside.ts';
import { shanghaiTime } from '../../platform/calendar-date.ts';
import { Problem } from '../../platform/problem.ts';
import { openPrinter } from '../printer.ts';
import { openDesk } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';

/** `hedui notice print`: the written notice of a decision as a PDF on A4. */
export const noticePrintCommand: Command = {
  name: 'notice print',
  zh: '把告知书打印为 PDF（A4）',
  en: 'print the written notice of a decision as a PDF on A4',
  usage: '<decision number> --out <file>',
  options: { out: { type: 'string' } },
  words: ['number'],
  required: ['number', 'out'],
  async run(given, life) {
    const { services, actor, foundation } = await openDesk(life);
    const { db, vault, clock } = services;
    const decision = await findDecisionByNumber(db, vault, textOf(given, 'number') ?? '');
    if (decision === null) throw noSuchDecision();
    const { applicationId, verificationId, division } = decision;
    await recordLook(db, clock, actor, {
      act: 'PRINT_NOTICE',
      purpose: 'SUPERVISION',
      applicationId,
      verificationId,
      fieldKinds: ['DECISION', 'NOTICE'],
      outcome: 'DONE',
      division,
    });
    const marks = { printedBy: actor.subject, printedAt: shanghaiTime(clock.now()) };
    const beside = (await readSetAsideMark(db, vault, decision))?.words.zh ?? null;
    const bytes = await openPrinter(foundation.config.publicUrl).notice(decision.notice, beside, marks);
    await writeFile(textOf(given, 'out') ?? '', bytes, { mode: 0o600 });
    return 0;
  },
};

function noSuchDecision(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    field: 'number',
    zh: '没有这个编号的决定；编号印在告知书标题下方。',
    en: 'there is no decision of this number; it is printed under the title of its notice',
  });
}
