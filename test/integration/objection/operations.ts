/** Operations of the public schema by which something is contested and settled. */

const REFUSED = '__typename ... on Problem { code field zh en }';
const OBJECTION = `id number state subject filedBy filedAt dueAt overdue outcome outcomeWords { zh en } reason settledBy
  askedAgain { id state } proofs { id mediaType addedBy }`;
const DISPUTE = `id number kind state openedBy lifeConfirmedHow outcome outcomeWords { zh en } reason settledBy
  proofs { id } tickets { id number state sourceId }`;
const TICKET = 'id number state sourceId dueAt answer answerText answeredOn text';

const mutation = (name: string, args: string, success: string, field: string, content: string): string => {
  const names = [...args.matchAll(/\$(\w+)/g)].map(([, one]) => `${one}: $${one}`).join(', ');
  return `mutation (${args}) { ${name}(${names}) { ${REFUSED} ... on ${success} { ${field} { ${content} } } } }`;
};

export const CONTESTABLE =
  'query ($id: ID!) { verification(id: $id) { contestable { key subject personId sourceId text } } }';
export const FILE = mutation(
  'fileObjection',
  '$input: FileObjectionInput!',
  'FileObjectionSuccess',
  'objection',
  OBJECTION,
);
export const ADD_PROOF = mutation(
  'addObjectionProof',
  '$objectionId: ID!, $proofs: [ScanInput!]!',
  'AddObjectionProofSuccess',
  'objection',
  OBJECTION,
);
export const ASK_AGAIN = mutation('askAgain', '$objectionId: ID!', 'AskAgainSuccess', 'objection', OBJECTION);
export const SETTLE = mutation(
  'settleObjection',
  '$input: SettleObjectionInput!',
  'SettleObjectionSuccess',
  'objection',
  OBJECTION,
);
export const OPEN = mutation('openDispute', '$input: OpenDisputeInput!', 'OpenDisputeSuccess', 'dispute', DISPUTE);
export const ADD_DISPUTE_PROOF = mutation(
  'addDisputeProof',
  '$disputeId: ID!, $proofs: [ScanInput!]!',
  'AddDisputeProofSuccess',
  'dispute',
  DISPUTE,
);
export const CONFIRM_LIFE = mutation(
  'confirmLife',
  '$disputeId: ID!, $how: String!, $proofs: [ScanInput!]!',
  'ConfirmLifeSuccess',
  'dispute',
  DISPUTE,
);
export const SEND_CORRECTION = mutation(
  'sendCorrection',
  '$disputeId: ID!, $sourceId: String!',
  'SendCorrectionSuccess',
  'ticket',
  TICKET,
);
export const RECORD_CORRECTION = mutation(
  'recordCorrection',
  '$ticketId: ID!, $answer: CorrectionAnswer!, $text: String!, $answeredOn: CalendarDate!',
  'RecordCorrectionSuccess',
  'ticket',
  TICKET,
);
export const SETTLE_DISPUTE = mutation(
  'settleDispute',
  '$disputeId: ID!, $outcome: DisputeOutcome!, $reason: String!',
  'SettleDisputeSuccess',
  'dispute',
  DISPUTE,
);
export const APPROVE = mutation(
  'approveReport',
  '$input: ApproveReportInput!',
  'ApproveReportSuccess',
  'review',
  'version',
);
export const DECIDE = mutation('decide', '$input: DecideInput!', 'DecideSuccess', 'decision', 'number kind');
export const EXPLAIN = `query ($id: ID!, $person: ID) { verification(id: $id) { explanations(personId: $person) {
  toPersonId to reportVersion findings { personId from { zh } found { zh } matters { indicatorId } } household { zh } text } } }`;
export const QUEUE = `query ($division: String, $first: Int, $after: String, $overdueOnly: Boolean! = false) {
  openContests(division: $division, first: $first, after: $after, overdueOnly: $overdueOnly) {
    edges { cursor node { id kind number sourceId daysLeft overdue application { id } } } pageInfo { hasNextPage endCursor } } }`;
export const DUE_WORK = '{ dueWork(first: 100) { clock { kind about state verified } } }';
export const READ_CONTESTS = `query ($id: ID!) { application(id: $id) {
  objections { ${OBJECTION} } identityDisputes { ${DISPUTE} } } }`;

/** The fields of the operations' answers that the tests read. */
export type ObjectionAnswer = {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly filedAt: string;
  readonly dueAt: string;
  readonly outcome: string | null;
  readonly settledBy: string | null;
  readonly askedAgain: { readonly id: string } | null;
};
export type DisputeAnswer = { readonly id: string; readonly number: string; readonly state: string };
export type Queue = {
  readonly edges: readonly {
    readonly node: {
      readonly id: string;
      readonly kind: string;
      readonly daysLeft: number;
      readonly overdue: boolean;
      readonly application: { readonly id: string };
    };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
};
export type TicketAnswer = {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly text: string;
};
export type Row = {
  readonly key: string;
  readonly subject: string;
  readonly personId: string | null;
  readonly sourceId: string | null;
  readonly text: string;
};
