import { defineFact } from '../define-fact.ts';
import { date, fen, flag, text, word } from '../fact-scalars.ts';

/** A place at a school 学籍; items per D14. */
export const schoolEnrolment = defineFact({
  type: 'SCHOOL_ENROLMENT',
  list: 'schooling',
  zh: '学籍',
  en: 'an enrolment at a school',
  identity: { belongsTo: 'PERSON', namedBy: ['schoolName', 'stage', 'since', 'until'], weighs: ['tuitionYearlyFen'] },
  shape: {
    schoolName: text('学校', 'school', 100),
    stage: word('学段', 'stage', {
      KINDERGARTEN: '学前',
      PRIMARY: '小学',
      JUNIOR: '初中',
      SENIOR: '普通高中',
      VOCATIONAL: '中等职业学校',
      COLLEGE: '专科',
      BACHELOR: '本科',
      POSTGRADUATE: '研究生',
    }),
    ownership: word('办学性质', 'ownership', { PUBLIC: '公办', PRIVATE: '民办' }),
    fullTime: flag('是否全日制', 'full-time'),
    overseas: flag('是否境外就读', 'overseas'),
    // The fees that the school may charge: tuition, boarding and other fees of a year.
    tuitionYearlyFen: fen('年收费标准', 'charged each year'),
    aidYearlyFen: fen('年资助金额', 'aid of each year'),
    since: date('入学日期', 'since'),
    until: date('毕业或离校日期', 'until').nullable(),
  },
});
