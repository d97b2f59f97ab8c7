import type { CoverageRow, CoverageStatement, CoveredPerson } from './coverage-statement.ts';
import { textTable, wrap } from './text-table.ts';

/** The statement for a terminal: sources down, persons across, by role and masked number; nothing of what was found. */
export function renderCoverage(coverage: CoverageStatement, width: number): string {
  const asked = coverage.persons.filter(({ place }) => coverage.rows.some((row) => row.place === place && isTold(row)));
  const bySource = Map.groupBy(coverage.rows, ({ sourceId }) => sourceId);
  const table = textTable(
    [{ head: '查询单位', grow: 2 }, ...asked.map((person) => ({ head: personLabel(person), grow: 1 }))],
    [...bySource.values()].map((rows) => [
      rows[0]?.department.zh ?? '',
      ...asked.map(({ place }) => coverageCell(rows.find((row) => row.place === place))),
    ]),
    width,
  );
  return [
    ...wrap(coverageSum(coverage), width),
    ...(asked.length === 0 ? [] : [table]),
    ...[...legend(asked), ...coverageReasons(coverage)].flatMap((line) =>
      wrap(line, width - 4).map((part, index) => `${index === 0 ? '  · ' : '    '}${part}`),
    ),
  ].join('\n');
}

/** The statement in one sentence. */
export function coverageSum({ totals, persons, rows }: CoverageStatement): string {
  const obligors = new Set(persons.filter(({ role }) => role === 'OBLIGOR').map(({ place }) => place));
  const whom = rows.some(({ place, required }) => required && obligors.has(place)) ? '成员、义务人' : '成员';
  const kinds = totals.kinds.map(({ words, count }) => `${words.zh} ${count}`).join('、');
  return `应查询 ${totals.rows} 项（${whom}×来源，涉及反馈单位 ${totals.bodies} 个次），已提出 ${totals.asked}，已反馈 ${totals.answered}${kinds === '' ? '' : `：${kinds}`}`;
}

/** `成员1`, `义务人4`: nobody's name. */
export function personLabel({ place, role }: CoveredPerson): string {
  return `${role === 'MEMBER' ? '成员' : '义务人'}${place}`;
}

/** One cell: the kind where there is one, else how many of how many. */
export function coverageCell(row: CoverageRow | undefined): string {
  if (row === undefined || !isTold(row)) return '—';
  const [first, second] = row.kinds;
  if (first === undefined) return '—';
  if (second === undefined) return row.bodies === 1 ? first.words.zh : `${first.words.zh} ${first.count}`;
  return row.kinds.map(({ words, count }) => `${words.zh} ${count}`).join('、');
}

/** Whose certificate a label stands for. */
function legend(asked: readonly CoveredPerson[]): readonly string[] {
  return asked.map((person) => `${personLabel(person)}：${person.maskedNumber}`);
}

/** Why not everything was asked and answered, each reason once with where it holds. */
export function coverageReasons({ rows, persons }: CoverageStatement): readonly string[] {
  const whys = new Map<string, { readonly places: Set<number>; readonly departments: Set<string> }>();
  for (const row of rows) {
    for (const { zh } of row.why) {
      const known = whys.get(zh) ?? { places: new Set<number>(), departments: new Set<string>() };
      known.places.add(row.place);
      known.departments.add(row.department.zh);
      whys.set(zh, known);
    }
  }
  const sources = new Set(rows.map(({ sourceId }) => sourceId)).size;
  return [...whys].map(([zh, { places, departments }]) => {
    const who = persons.filter(({ place }) => places.has(place)).map(personLabel);
    const where = departments.size === sources ? '全部来源' : [...departments].join('、');
    return `${who.join('、')}，${where}：${zh}`;
  });
}

/** Rows that had to be asked, and whatever was asked besides. */
function isTold({ required, asked }: CoverageRow): boolean {
  return required || asked > 0;
}
