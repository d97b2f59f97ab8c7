import { FINANCIAL_FACTS } from '../indicators/amounts-needed.ts';
import { findLinesTold } from '../question/lines-told.ts';
import { findPack, holdPacks } from './pack-of.ts';
import { daysOf } from './plan.ts';
import type { VerificationServices } from './services.ts';
import { readVerifications } from './store.ts';
import type { Verification } from './verification.ts';

/** The source whose bodies can say whether a sum is over a threshold. */
export const BANKS = 'banks';

/**
 * The last moment to decide whether an amount is needed: a slow bank that is asked later would answer after the
 * report is due. Until then other answers may show that no amount is needed. `null` where no bank accepts threshold
 * questions.
 */
export function weighAtLatest(
  { sources, packs, calendar }: Pick<VerificationServices, 'sources' | 'packs' | 'calendar'>,
  { packId, requestedAt }: Pick<Verification, 'packId' | 'requestedAt'>,
): Date | null {
  const source = sources.find(({ id }) => id === BANKS);
  if (source?.lineQuestions === undefined || source.lineQuestions.length === 0) return null;
  const pack = findPack(packs, packId);
  const spare = pack.rules.reportDeadlineWorkingDays.value - daysOf(source, pack);
  return calendar.addWorkingDays(requestedAt, Math.max(0, spare)).at;
}

/**
 * The verifications among these in which a bank answered only about a threshold, and for which it is time to decide
 * whether an amount is needed: no other answer about money is expected, or the last moment has come. Reads only; the
 * caller evaluates again under the lock.
 */
export async function checksToWeigh(
  services: VerificationServices,
  verificationIds: readonly string[],
): Promise<readonly string[]> {
  if (verificationIds.length === 0 || services.sources.every(({ lineQuestions = [] }) => lineQuestions.length === 0))
    return [];
  const ofMoney = services.sources.filter(({ facts }) => FINANCIAL_FACTS.some((kind) => facts.includes(kind)));
  const told = await findLinesTold(
    services.db,
    verificationIds,
    ofMoney.map(({ id }) => id),
  );
  const waiting = told.flatMap(({ verificationId, awaited }) => (awaited ? [verificationId] : []));
  const now = services.clock.now();
  const asking = await readVerifications(services.db, waiting);
  await holdPacks(services, services.db, asking);
  const late = asking.filter((verification) => {
    const latest = weighAtLatest(services, verification);
    return latest !== null && latest <= now;
  });
  const ready = told.flatMap(({ verificationId, awaited }) => (awaited ? [] : [verificationId]));
  return [...ready, ...late.map(({ id }) => id)];
}
