import { issueReportsAct } from '../src/access/acts/check-work.ts';
import { createBatcher } from '../src/platform/batcher.ts';
import type { Issuing } from '../src/verification/issue-report.ts';
import { announce } from './announce.ts';
import { asWorker } from './as-worker.ts';
import type { WorkServices } from './services.ts';

/** Reports in one transaction: enough to share its round trips, few enough to hold their checks' locks shortly. */
const MOST_TOGETHER = 25;

/** Issues the first version of a check's report if it is owed nothing more. */
export type Issuer = (verificationId: string) => Promise<Issuing | 'NOT_FOUND'>;

/**
 * Issues all reports of a process in batches. Both the last answer of a verification and its job call it; the second
 * call finds the report issued.
 */
export function createIssuer(services: WorkServices): Issuer {
  const issue = createBatcher(
    async (ids: readonly string[]) => {
      const issuing = await asWorker(services, issueReportsAct, { ids: [...new Set(ids)] });
      announce(
        services,
        [...issuing].flatMap(([id, outcome]) => (outcome === 'ISSUED' || outcome === 'ANSWERED' ? [id] : [])),
      );
      for (const [verificationId, state] of issuing) services.log.info('report', { verificationId, state });
      return ids.map((id) => issuing.get(id) ?? 'NOT_FOUND');
    },
    { most: MOST_TOGETHER, alone: true },
  );
  const underWay = new Map<string, Promise<Issuing | 'NOT_FOUND'>>();
  return (verificationId) => {
    const known = underWay.get(verificationId);
    if (known !== undefined) return known;
    const issuing = issue(verificationId).finally(() => underWay.delete(verificationId));
    underWay.set(verificationId, issuing);
    return issuing;
  };
}
