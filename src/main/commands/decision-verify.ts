import { ALTERED_WORDS, examineActs } from '../../decision/examine-acts.ts';
import type { ActStanding } from '../../decision/act-seal.ts';
import { say } from './at-the-desk.ts';
import type { Command } from './command.ts';
import { openReport } from './report-replay.ts';

const NOT_AS_SIGNED = 3;

/** `hedui decision verify`: holds the stored review and decision of a version, and its notice, against their signatures. */
export const decisionVerifyCommand: Command = {
  name: 'decision verify',
  zh: '核验某版报告的复核、决定和告知书的签名；被改动的部分逐一指出',
  en: 'verify the signatures of a version’s review, decision and notice; whatever was altered is named',
  usage: '<report number> [--report-version <n>]',
  options: { 'report-version': { type: 'string' } },
  words: ['number'],
  required: ['number'],
  async run(given, life) {
    const { desk, verificationId, version, keys } = await openReport(given, life);
    const { review, decision } = await examineActs(desk.services, keys, { verificationId, version });
    const told = [tell('复核', 'review', review), tell('决定和告知书', 'decision and notice', decision)];
    return told.every((holds) => holds) ? 0 : NOT_AS_SIGNED;
  },
};

/** @returns whether it is signed and as it was signed; what is not there breaks nothing. */
function tell(zh: string, en: string, standing: ActStanding | null): boolean {
  if (standing === null) {
    say(`– ${zh}：没有 / ${en}: none`);
    return true;
  }
  if (!standing.signed && standing.altered.length === 0)
    say(`! ${zh}：未签名（签名启用之前作出）/ ${en}: not signed, made before acts were signed`);
  for (const part of standing.altered) {
    const words = ALTERED_WORDS[part];
    say(`✗ ${zh} ${part}  ${words?.zh ?? part} / ${en}: ${words?.en ?? part}`);
  }
  const holds = standing.signed && standing.altered.length === 0;
  if (holds) say(`✓ ${zh}：与签名一致 / ${en}: as signed`);
  return holds;
}
