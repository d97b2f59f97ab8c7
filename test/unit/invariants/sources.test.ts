import { expect, it } from 'vitest';
import { SOURCES } from '../../../adapters/registry.ts';
import { planSources } from '../../../src/main/planned-sources.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

/** Sources of commit 86cff67: there from the beginning, so that letters of any day may name them. */
const FROM_THE_BEGINNING = new Set([
  'agriculture',
  'banks',
  'business-registration',
  'civil-affairs',
  'disability',
  'education',
  'finance',
  'household-register',
  'housing-contracts',
  'housing-fund',
  'insurance',
  'medical-insurance',
  'real-estate',
  'securities',
  'social-insurance',
  'tax',
  'transport-and-ships',
  'vehicles',
  'veterans',
]);

it('a source that came later says since when it could be asked (`since`), so that no older letter names it', () => {
  const undated = SOURCES.filter(({ id, since }) => since === undefined && !FROM_THE_BEGINNING.has(id));
  expect(undated.map(({ id }) => id)).toEqual([]);
});

it('a plan knows since when a source could be asked', () => {
  const since = parseCalendarDate('2027-01-01');
  const [first, ...others] = SOURCES;
  if (first === undefined) throw new Error('there are sources');
  const planned = planSources('320200', new Set(), [{ ...first, since }, ...others]);
  expect(planned.slice(0, 2).map((source) => source.since)).toEqual([since, undefined]);
});
