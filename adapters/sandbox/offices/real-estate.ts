import { z } from 'zod';
import type { HomeTitle } from '../../../src/evidence/facts.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { json, jsonFailures, jsonOf, jsonQuestionShape } from '../json-answers.ts';
import type { OfficeSpec } from '../office.ts';
import type { Population } from '../population.ts';
import { lookUp } from '../register.ts';
import * as form from '../wire-forms.ts';

const questionSchema = z.strictObject(jsonQuestionShape);
type Question = z.infer<typeof questionSchema>;

const USAGE = { RESIDENTIAL: '11', NON_RESIDENTIAL: '12', HOMESTEAD: '13', PARKING: '14' } as const;
const TENURE = { SOLE: '0', JOINT: '1', BY_SHARE: '2' } as const;
const STATUS = { CURRENT: '1', HISTORICAL: '2', DEMOLISHED: '3' } as const;

/** The city's real-estate register as a server: JSON over HTTP, signed. */
export const realEstateOffice = {
  sourceId: 'real-estate',
  open: (population, clock) => ({
    path: '/bdc/api/v1/title-query',
    respond(body, contentType) {
      if (!contentType.startsWith('application/json')) return null;
      const question = questionSchema.safeParse(jsonOf(body));
      if (!question.success) return null;
      return { requestId: question.data.ywlsh, answer: () => json(200, answerTo(question.data, population, clock)) };
    },
    ...jsonFailures('{"cxjg":"1","bdcxx":[{"bdcdyh":'),
  }),
} as const satisfies OfficeSpec;

function answerTo(question: Question, population: Population, clock: Clock): Record<string, unknown> {
  const asked = { number: question.zjhm, formerNumber: question.yzjhm, name: question.xm };
  const found = lookUp(population, { sourceId: 'real-estate', types: ['HOME_TITLE'] }, asked);
  const head = { ywlsh: question.ywlsh, sjjzrq: form.dataDate(clock) };
  if (found.result === 'NONE') return { cxjg: '0', ...head };
  if (found.result === 'MISMATCH') return { cxjg: '2', ...head };
  const { recorded, facts } = found;
  return { cxjg: '1', ...head, qlrmc: recorded.name, qlrzjh: recorded.number, bdcxx: facts.map(wireTitle) };
}

function wireTitle(title: HomeTitle): Record<string, unknown> {
  return {
    bdcdyh: title.unitNumber,
    zl: title.address,
    jzmj: form.decimal(title.areaHundredths),
    ghyt: USAGE[title.usage],
    gyfs: TENURE[title.tenure],
    qlbl: title.tenure === 'BY_SHARE' ? title.sharePercent : null,
    djsj: title.registeredOn,
    qszt: STATUS[title.status],
    dyzt: title.mortgaged ? '1' : '0',
    cfzt: title.sealed ? '1' : '0',
  };
}
