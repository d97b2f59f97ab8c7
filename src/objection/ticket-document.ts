import type { FactRoot } from '../contested/fact-root.ts';
import { CONTEST_KINDS } from '../report/contest-words.ts';
import type { Words } from '../indicators/outcome.ts';
import { printDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { printLastDay } from '../platform/missing-holidays.ts';

/** A correction ticket 校核单 for a department, as plain JSON, so that it can be stored, hashed and printed. */
export type TicketDocument = {
  readonly shapeVersion: 1;
  readonly title: string;
  readonly number: string;
  readonly disputeNumber: string;
  readonly kind: FactRoot['kind'];
  readonly demoMark: string | null;
  /** The department that holds the record. */
  readonly addressee: Words;
  readonly from: string;
  readonly person: { readonly name: string; readonly maskedNumber: string };
  /** Request ids of the questions with this answer; the department finds the person by them. */
  readonly requestIds: readonly string[];
  /** The statements in the department's record, one line for each fact. */
  readonly facts: readonly string[];
  readonly why: string;
  readonly proofs: number;
  readonly sentOn: CalendarDate;
  readonly answerBy: CalendarDate;
  /** Present where the term counts days of a year without a published holiday notice. */
  readonly answerByProvisional?: true;
  readonly lawCited: readonly string[];
  /** Printed where the term is not statutory. */
  readonly termNote: string;
};

/**
 * The legal basis of a ticket. The days for the department's answer are a term of the policy pack, not of these
 * texts.
 */
export const TICKET_LAW = [
  '《中华人民共和国个人信息保护法》第四十六条：个人发现其个人信息不准确的，个人信息处理者应当予以核实，并及时更正、补充',
  '《社会救助暂行办法》第五十八条：有关单位和金融机构应当予以配合',
];

/** The ticket as a page for printing, in Chinese. */
export function renderTicket(ticket: TicketDocument): string {
  return [
    [ticket.title, ticket.demoMark].filter((part) => part !== null).join('  '),
    `校核单编号 ${ticket.number}  所涉争议 ${ticket.disputeNumber}（${CONTEST_KINDS[ticket.kind].zh}）`,
    '',
    `${ticket.addressee.zh}：`,
    '',
    `    ${ticket.person.name}（证件号码 ${ticket.person.maskedNumber}）对贵单位登记的下列信息提出异议，主张：${ticket.why}`,
    ...ticket.facts.map((fact, index) => `    ${index + 1}. ${fact}`),
    `    查询业务流水号：${ticket.requestIds.join('、')}`,
    '',
    `    现附证明材料 ${ticket.proofs} 份，请予核实更正，并${answerBy(ticket)}。${ticket.termNote}`,
    ...ticket.lawCited.map((law) => `    依据：${law}。`),
    '',
    ticket.from,
    printDate(ticket.sentOn),
    '',
  ].join('\n');
}

function answerBy({ answerBy: day, answerByProvisional }: TicketDocument): string {
  const provisional = answerByProvisional === true;
  const last = printLastDay({ day, provisional }).zh;
  return provisional ? `书面答复，答复期限${last}（放假安排未公布）` : `于 ${last}前书面答复`;
}
