import { buildReport } from '../../../src/report/build.ts';
import { stateCoverage } from '../../../src/report/coverage.ts';
import type { MemberRow, ReportDocument } from '../../../src/report/document.ts';
import type { SourceNames } from '../../../src/report/input.ts';
import { sample } from '../report/sample.ts';

/** Two of them with a character that is rare (䶮) or that the font lacks (𠮷), one with a long name. */
const NAMES = ['王建国', '李秀英', '王小明', '王𠮷', '龚䶮', '阿依古丽·买买提明·吐尔逊江', '王小红', '王小军'];
const SOURCES = 19;

/** A report of eight members about each of whom nineteen sources were asked. Drawn up from the sample's rows. */
export function largeHousehold(changes: Parameters<typeof sample>[0] = {}): ReportDocument {
  const document = buildReport(sample(changes));
  const [member] = document.members;
  const rows = document.answers.filter(({ personId }) => personId === member?.personId);
  if (member === undefined || rows.length === 0) throw new Error('the sample has an applicant who was asked about');
  const members = NAMES.map((name, place): MemberRow => ({ ...member, personId: `m${place}`, name }));
  const answers = members.flatMap(({ personId, name }) =>
    Array.from({ length: SOURCES }, (_, place) => {
      const row = rows[place % rows.length] ?? rows[0];
      if (row === undefined) throw new Error('there is a row');
      return { ...row, personId, personName: name, sourceId: `source-${place}` };
    }),
  );
  const sources = answers.slice(0, SOURCES).map(({ sourceId: id, department, subject }): SourceNames => ({
    id,
    department,
    subject,
    institutions: [],
  }));
  const missing = members.flatMap(({ personId, name }) =>
    document.missing.slice(0, 1).map((row) => ({ ...row, personId, personName: name })),
  );
  return {
    ...document,
    members,
    answers,
    missing,
    coverage: stateCoverage({ category: 'MINIMUM_LIVING', ofObligors: null }, members, sources, answers),
  };
}
