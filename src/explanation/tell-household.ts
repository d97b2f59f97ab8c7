import type { Result, Words } from '../indicators/outcome.ts';
import { printLastDay } from '../platform/missing-holidays.ts';
import { EFFECT_WORDS } from '../report/contest-words.ts';
import type { ReportDocument } from '../report/document.ts';
import type { ObjectionTerm } from './explanation.ts';
import { POSITIONS_TOLD, RESULTS_TOLD, tellYuan } from './plain-words.ts';
import { isOutside } from './who-is-told.ts';
import type { Told } from './who-is-told.ts';

/** The opening: whose data these are, and that they decide nothing. */
export function tellOpening({ reader, about }: Told, decided: boolean): readonly Words[] {
  const wards = about.length > 1;
  return [
    isOutside(reader)
      ? {
          zh: '您照管的人家里申请救助。您代为签了字，我们就去问了有关的地方。下面是他们说的。',
          en: 'The family of your ward has asked for aid. You signed for the ward, so we asked. This is what we were told.',
        }
      : {
          zh: '您家申请救助。您签了字，我们就去问了有关的地方。下面是他们说的。',
          en: 'Your family has asked for aid. You signed, so we asked. This is what we were told.',
        },
    decided
      ? { zh: '决定已经作出，请看书面告知书。', en: 'A decision has been made; read its written notice.' }
      : {
          zh: '现在还没有决定。机器只查情况，批不批由工作人员决定。',
          en: 'Nothing is decided yet. The machine only looks things up; people decide.',
        },
    isOutside(reader)
      ? {
          zh: '这里只写您照管的人的情况。那一家别的大人的情况，只告诉他们自己。',
          en: 'This tells of those whose guardian you are only. The adults of the family are told of themselves.',
        }
      : {
          zh: `这里只写您${wards ? '和您照管的家人' : ''}的情况。家里别的大人的情况，只告诉他们自己。`,
          en: `This tells of you${wards ? ' and of those whose guardian you are' : ''} only. Other adults are told of themselves.`,
        },
  ];
}

const ORDER: readonly Result[] = ['EXCEEDS', 'WARNING', 'PENDING', 'NOT_AUTHORISED', 'EXEMPT', 'MEETS'];

/**
 * The household's results: each indicator's result, and the position of the income. It shows no figure and no
 * reason, because a reader who knows their own share of a total could compute the others'. A guardian who is no
 * member sees none of it.
 */
export function tellHousehold(document: ReportDocument, { reader, about }: Told): readonly Words[] {
  if (isOutside(reader)) return [];
  const { indicators, assessment, policy } = document;
  const results = ORDER.flatMap((result): readonly Words[] => {
    const those = indicators.filter((row) => row.result === result);
    if (those.length === 0) return [];
    const told = RESULTS_TOLD[result];
    return [
      {
        zh: `${those.map(({ names }) => names.zh).join('、')}：${told.zh}。`,
        en: `${those.map(({ names }) => names.en).join(', ')}: ${told.en}.`,
      },
    ];
  });
  const own = new Set(about.map(({ personId }) => personId));
  const others = document.missing.some(({ personId }) => !own.has(personId));
  return [
    ...results,
    ...(assessment === null ? [] : incomeOf(assessment, policy.notice)),
    ...(document.withoutDisputed === undefined
      ? []
      : [
          {
            zh: '有一件事还在争议中。算和不算它，报告里都写了。',
            en: 'Something is in dispute: the report has both results, with it and without.',
          },
        ]),
    ...(others
      ? [
          {
            zh: '家里别的人也有回答没有到。这也不算在谁身上。',
            en: 'Answers about others of the family are missing too; that is held against nobody.',
          },
        ]
      : []),
  ];
}

function incomeOf(
  { standard, higher }: NonNullable<ReportDocument['assessment']>,
  notice: string | null,
): readonly Words[] {
  const line = tellYuan(standard.standardFen);
  const doubt: Words =
    notice === null ? { zh: '', en: '' } : { zh: '这个标准还要再确认。', en: ' The standard is to be confirmed.' };
  const declared = POSITIONS_TOLD[standard.position];
  const found = higher === null ? null : POSITIONS_TOLD[higher.standard.position];
  return [
    {
      zh: `低保标准是每人每月 ${line.zh}。${doubt.zh}按您家自己报的收入算，${declared.zh}。`,
      en: `The standard is ${line.en} a head and month.${doubt.en} By the income you declared: ${declared.en}.`,
    },
    ...(found === null
      ? []
      : [{ zh: `按查到的收入算，${found.zh}。`, en: `By the income that was found: ${found.en}.` }]),
  ];
}

/** The reader's own objections and disputes, and for a member those about the household as a whole, only by number. */
export function tellContests({ contests = [] }: ReportDocument, { reader, about }: Told): readonly Words[] {
  const own = new Set<string | null>([...(isOutside(reader) ? [] : [null]), ...about.map(({ personId }) => personId)]);
  return contests
    .filter(({ personId }) => own.has(personId))
    .map(({ number, kindWords, outcomeWords, effect }) => ({
      zh: `${kindWords.zh} ${number}：${outcomeWords.zh}（${EFFECT_WORDS[effect].zh}）。`,
      en: `The ${kindWords.en} ${number}: ${outcomeWords.en} (${EFFECT_WORDS[effect].en}).`,
    }));
}

/** How to object: where, until when, with which papers, and what happens then. */
export function tellHowToObject({ office, until }: ObjectionTerm): readonly Words[] {
  return [
    { zh: '您觉得哪一条不对，就告诉我们。这叫“提出异议”。', en: 'If something is wrong, tell us: you object to it.' },
    { zh: `到哪里说：${office}，就是您交申请的地方。`, en: `Where: ${office}, where you handed in the application.` },
    untilWhen(until),
    {
      zh: '带上能证明的东西。没有也可以先来说，我们帮您查。',
      en: 'Bring what proves it. Without it, come all the same: we shall look.',
    },
    {
      zh: '会换一个人来看，不是原来查的人。没有看完，不会不批，也不会停发、少发。',
      en: 'Somebody else looks at it. Until that is done nothing is refused, stopped or reduced.',
    },
    {
      zh: '如果有人用您的名字开了公司，或者把您登记成去世了，也来说。由我们去找那个部门改。',
      en: 'If a company was opened in your name, or you are recorded dead, say so: we ask the department to correct it.',
    },
  ];
}

function untilWhen(until: ObjectionTerm['until']): Words {
  if (until === null)
    return { zh: '到什么时候：在规定的时间里说。', en: 'Until when: within the time that the law sets.' };
  const marks = [
    until.verified ? null : { zh: '期限未核实', en: 'term not verified' },
    until.provisional ? { zh: '放假安排未公布', en: 'holidays not published yet' } : null,
  ].filter((mark) => mark !== null);
  const noted = marks.length === 0 ? '' : `（${marks.map(({ zh }) => zh).join('；')}）`;
  const notedEn = marks.length === 0 ? '' : ` (${marks.map(({ en }) => en).join('; ')})`;
  const last = printLastDay(until);
  return until.provisional
    ? {
        zh: `到什么时候：最后一天${last.zh}${noted}。依据：${until.document}。`,
        en: `Until when: the last day is ${last.en}${notedEn}. Source: ${until.document}.`,
      }
    : {
        zh: `到什么时候：请在 ${last.zh}以前说${noted}。依据：${until.document}。`,
        en: `Until when: by ${last.en}${notedEn}. Source: ${until.document}.`,
      };
}
