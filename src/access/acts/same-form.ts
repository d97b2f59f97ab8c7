import { parseRegistration } from '../../application/registration.ts';
import type { RegisterApplicationInput } from '../../application/registration-form.ts';
import type { CaseServices } from '../../application/services.ts';
import { shanghaiDate } from '../../platform/calendar-date.ts';
import { Problem } from '../../platform/problem.ts';
import { fingerprintOf } from './act-key.ts';

const PREFIX = 'same-form-';

/**
 * The idempotency key of a form that came without one: the same form, however it is typed, has one key for a day, so that a
 * double click or a slow line makes one case. Keys are a caller's own. `null` for a form that is not in order: the act
 * refuses it.
 */
export function sameFormKey(
  { vault, clock }: Pick<CaseServices, 'vault' | 'clock'>,
  form: RegisterApplicationInput,
): string | null {
  const now = clock.now();
  try {
    const content = { ...parseRegistration(form, now), acceptedAt: form.acceptedAt ?? null };
    return `${PREFIX}${shanghaiDate(now)}-${fingerprintOf(vault, 'SAME_FORM', content).toString('base64url')}`;
  } catch (thrown) {
    if (thrown instanceof Problem) return null;
    throw thrown;
  }
}

/** Whether a key was made by {@link sameFormKey}. */
export function isSameFormKey(key: string): boolean {
  return key.startsWith(PREFIX);
}
