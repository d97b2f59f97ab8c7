import type { NewMember } from '../household/household-store.ts';
import { relationOf } from '../household/relation.ts';
import { parseRegion } from '../identity/region.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { CATEGORIES, isCategory } from './application.ts';
import { parseContact } from './contact.ts';
import type { Contact } from './contact.ts';
import type { Application, Category } from './application.ts';
import { declaredInputSchema } from './declared-item.ts';
import { incomeItemList } from './income-item.ts';
import type { DeclaredContent } from './declared-item.ts';
import { parsePeople } from './parse-people.ts';
import type { People } from './parse-people.ts';
import { assertPlainText } from './plain-text.ts';
import { invalid, oneOf, within } from './refusals.ts';
import type { DeclaredItemInput, RegisterApplicationInput } from './registration-form.ts';

/** A form that was read and found in order. People are named by their position among `people`. */
export type Registration = Pick<
  Application,
  'category' | 'unit' | 'division' | 'residence' | 'delegated' | 'staffRelative' | 'acceptedAt'
> & {
  readonly people: readonly NewMember[];
  readonly applicant: number;
  readonly aidPerson: number | null;
  readonly contact: Contact | null;
  readonly declared: readonly { readonly person: number | null; readonly content: DeclaredContent }[];
};

/**
 * Reads the whole form before anything is written. The first thing that is wrong is refused.
 * @param now the present; the acceptance where none was given.
 * @throws Problem with the path of the field.
 */
export function parseRegistration(form: RegisterApplicationInput, now: Date): Registration {
  assertPlainText(form);
  const acceptedAt = form.acceptedAt ?? now;
  if (Number.isNaN(acceptedAt.getTime()) || acceptedAt > now) {
    const zh = '受理时间无效：不能晚于现在';
    throw new Problem({ code: 'INVALID_DATE', field: 'acceptedAt', zh, en: 'Acceptance cannot lie after the present' });
  }
  const category = readCategory(form.category);
  const unit = oneOf('unit', ['HOUSEHOLD', 'SINGLE_PERSON'], form.unit);
  const residence = oneOf('residence', ['URBAN', 'RURAL'], form.residence);
  const division = within('division', () => parseRegion(form.division));
  const people = parsePeople(form, shanghaiDate(acceptedAt));
  const typed = form.contact ?? null;
  const contact = typed === null ? null : within('contact', () => parseContact(typed, division));
  return {
    category,
    unit,
    division,
    residence,
    delegated: form.delegated,
    staffRelative: form.staffRelative,
    acceptedAt,
    people: people.list,
    applicant: readApplicant(form, people),
    aidPerson: readAidPerson(form, people, unit),
    contact,
    declared: (form.declared ?? []).map((item, i) => within(`declared[${i}]`, () => readDeclared(item, people))),
  };
}

function readCategory(text: string): Category {
  const plain = text.trim();
  const codes = Object.keys(CATEGORIES).filter((code) => isCategory(code));
  return codes.find((code) => CATEGORIES[code] === plain) ?? oneOf('category', codes, plain);
}

function readApplicant(form: RegisterApplicationInput, people: People): number {
  if (form.applicant.trim() === '') throw invalid('applicant', '请指明申请人', 'Say who the applicant is');
  const applicant = people.position('applicant', form.applicant);
  const isSelf = (index: number) => {
    const person = people.list[index];
    return person !== undefined && person.role === 'MEMBER' && relationOf(person.relation).kind === 'SELF';
  };
  if (!isSelf(applicant)) {
    const zh = '申请人须是家庭成员，且与申请人关系填“本人”或“户主”（01 或 02）';
    throw invalid('applicant', zh, 'The applicant is a member whose relation is 01 or 02 (self)');
  }
  const other = people.list.findIndex(({ relation }, i) => i !== applicant && relationOf(relation).kind === 'SELF');
  if (other === -1) return applicant;
  const members = form.members.length;
  const path = other < members ? `members[${other}]` : `obligors[${other - members}]`;
  const zh = '只有申请人的关系能填“本人”或“户主”，请填写此人与申请人的关系';
  throw invalid(`${path}.relation`, zh, "Only the applicant's relation is self; give this person's relation to them");
}

function readAidPerson(form: RegisterApplicationInput, people: People, unit: Registration['unit']): number | null {
  const key = form.aidPerson?.trim() ? form.aidPerson : null;
  if (unit === 'HOUSEHOLD') {
    if (key === null) return null;
    throw invalid('aidPerson', '整户申请不填救助对象', 'A household application has no single person to aid');
  }
  if (key === null) throw invalid('aidPerson', '单人户申请须指明救助对象', 'Say which person is to be aided');
  const position = people.position('aidPerson', key);
  if (people.list[position]?.role === 'MEMBER') return position;
  throw invalid('aidPerson', '救助对象须是家庭成员', 'The person to be aided must be a member');
}

function readDeclared(item: DeclaredItemInput, people: People): Registration['declared'][number] {
  const person = item.person?.trim() ? people.position('person', item.person) : null;
  const parsed = declaredInputSchema.safeParse(item.content);
  if (parsed.success) return { person, content: parsed.data };
  const path = parsed.error.issues[0]?.path ?? [];
  if (item.content.kind === 'INCOME' && path[0] === 'item') {
    const list = incomeItemList();
    throw invalid('content.item', `收入项目须为下列代码之一：${list}`, `Income is of one of these items: ${list}`);
  }
  throw invalid(
    ['content', ...path].join('.'),
    '申报事项填写有误：请检查该栏（金额为整数分，日期形如 2017-07-01）',
    'This field of the declared item is not in order (amounts in whole fen, dates such as 2017-07-01)',
  );
}
