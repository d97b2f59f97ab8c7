import type { NewMember } from '../household/household-store.ts';
import { relationOf } from '../household/relation.ts';
import { namesMatch } from '../identity/same-name.ts';
import { comparePeople, sameNumber } from '../identity/same-person.ts';
import type { WrittenPerson } from '../identity/same-person.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import { Problem } from '../platform/problem.ts';
import { parsePerson } from './parse-person.ts';
import { invalid, within } from './refusals.ts';
import type { PersonInput, PersonKey, RegisterApplicationInput } from './registration-form.ts';

/** More people than any household has; a longer list is a mistake or an attack. */
const MOST_PEOPLE = 60;

/** The people of a form, members first, and where a key stands among them. */
export type People = {
  readonly list: readonly NewMember[];
  /** @throws Problem INVALID_INPUT for a key that nobody on the form has. */
  position(field: string, key: PersonKey): number;
};

type Entry = {
  readonly input: PersonInput;
  readonly role: NewMember['role'];
  readonly path: string;
  readonly zh: string;
  readonly en: string;
};

/** Reads members and obligors. @throws Problem with the path of the field, e.g. `members[1].certificate.number`. */
export function parsePeople(
  form: Pick<RegisterApplicationInput, 'members' | 'obligors'>,
  acceptedOn: CalendarDate,
): People {
  const entries = [
    ...form.members.map((input, i) => entry(input, 'MEMBER', `members[${i}]`, `第 ${i + 1} 位成员`, `member ${i + 1}`)),
    ...(form.obligors ?? []).map((input, i) =>
      entry(input, 'OBLIGOR', `obligors[${i}]`, `第 ${i + 1} 位义务人`, `obligor ${i + 1}`),
    ),
  ];
  if (form.members.length === 0) throw invalid('members', '请至少填写一位家庭成员', 'Give at least one member');
  if (entries.length > MOST_PEOPLE) {
    throw invalid(
      'members',
      `成员和义务人合计不能超过 ${MOST_PEOPLE} 人`,
      `At most ${MOST_PEOPLE} people fit on a form`,
    );
  }
  const positions = readKeys(entries);
  const position = (field: string, key: PersonKey) => {
    const found = positions.get(key.trim());
    if (found === undefined) throw invalid(field, '表中没有这个人，请填写其编号', 'Nobody on the form has this key');
    return found;
  };
  const persons = entries.map((one) => within(one.path, () => parsePerson(one.input, one.role, acceptedOn)));
  refuseDuplicates(entries, persons);
  const list = persons.map((person, index) => {
    const one = at(entries, index);
    const guardian = one.input.guardian?.trim() ? position(`${one.path}.guardian`, one.input.guardian) : null;
    if (guardian !== index) return { ...person, guardian };
    throw invalid(`${one.path}.guardian`, '本人不能是自己的监护人', 'Nobody is their own guardian');
  });
  refuseTwoSpouses(entries, list);
  return { list, position };
}

function entry(input: PersonInput, role: Entry['role'], path: string, zh: string, en: string): Entry {
  return { input, role, path, zh, en };
}

function readKeys(entries: readonly Entry[]): ReadonlyMap<PersonKey, number> {
  const positions = new Map<PersonKey, number>();
  for (const [index, { input, path }] of entries.entries()) {
    const key = input.key.trim();
    if (key === '') throw invalid(`${path}.key`, '请填写编号', 'A key is needed');
    if (positions.has(key))
      throw invalid(`${path}.key`, '编号与表中另一人重复', 'Somebody else on the form has this key');
    positions.set(key, index);
  }
  return positions;
}

/**
 * Whether two entries are one person: by number, whatever name stands beside it; where a number proves nothing, such as
 * a child's who has none yet, by name and date of birth. Two of one family never share both.
 */
function isSamePerson(one: Omit<NewMember, 'guardian'>, other: Omit<NewMember, 'guardian'>): boolean {
  const [a, b] = [writtenAs(one), writtenAs(other)];
  if (sameNumber(a.number, b.number)) return true;
  return comparePeople(a, b) !== 'OTHER' && namesMatch(a.name, b.name) && one.birthDate === other.birthDate;
}

function writtenAs({ name, certificate }: Omit<NewMember, 'guardian'>): WrittenPerson {
  return { name, number: certificate.number };
}

function refuseDuplicates(entries: readonly Entry[], persons: readonly Omit<NewMember, 'guardian'>[]): void {
  for (const [index, person] of persons.entries()) {
    const earlier = persons.slice(0, index).findIndex((other) => isSamePerson(other, person));
    if (earlier === -1) continue;
    const [one, first] = [at(entries, index), at(entries, earlier)];
    throw new Problem({
      code: 'DUPLICATE_MEMBER',
      field: `${one.path}.certificate.number`,
      zh: `${one.zh}与${first.zh}是同一人，请删去其中一个或更正号码`,
      en: `${one.en} and ${first.en} are the same person; remove one or correct the number`,
    });
  }
}

function refuseTwoSpouses(entries: readonly Entry[], list: readonly NewMember[]): void {
  const spouses = list.flatMap(({ relation }, i) => (relationOf(relation).kind === 'SPOUSE' ? [at(entries, i)] : []));
  const [first, second] = spouses;
  if (first === undefined || second === undefined) return;
  throw invalid(
    `${second.path}.relation`,
    `${first.zh}和${second.zh}都填为配偶，请更正其中一个`,
    `${first.en} and ${second.en} are both entered as spouse; correct one`,
  );
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('positions were taken from this list');
  return found;
}
