import { CASE_HANDLING, recordLook } from '../../audit/look-log.ts';
import { renderExplanation } from '../../explanation/render-explanation.ts';
import { explainStored } from '../../explanation/stored-explanation.ts';
import { getVerification } from '../../verification/store.ts';
import { say } from './at-the-desk.ts';
import { textOf } from './command.ts';
import type { Command } from './command.ts';
import { openReport } from './report-replay.ts';

const WIDTH = 90;

/** `hedui report explain`: what the adults of a household are told of a report, each on a page of their own. */
export const reportExplainCommand: Command = {
  name: 'report explain',
  zh: '用大白话说明报告，每位成年成员一页，只写本人（和其监护的人）的情况',
  en: 'explain a report in plain words, a page for each adult, who is told of themselves only',
  usage: '<report number> [--person <person id>] [--english]',
  options: { person: { type: 'string' }, english: { type: 'boolean' } },
  words: ['number'],
  required: ['number'],
  async run(given, life) {
    const { desk, verificationId } = await openReport(given, life);
    const { services, actor } = desk;
    const verification = await getVerification(services.db, verificationId);
    const told = await explainStored(services, verification, textOf(given, 'person') ?? null);
    for (const personId of new Set(told.flatMap(({ about }) => about))) {
      await recordLook(services.db, services.clock, actor, {
        act: 'READ_EXPLANATION',
        purpose: CASE_HANDLING,
        applicationId: verification.applicationId,
        verificationId,
        personId,
        fieldKinds: ['EXPLANATION', 'FACTS'],
        outcome: 'DONE',
        division: verification.division,
      });
    }
    for (const { explanation } of told)
      say(renderExplanation(explanation, WIDTH, given['english'] === true ? 'both' : 'zh'));
    return 0;
  },
};
