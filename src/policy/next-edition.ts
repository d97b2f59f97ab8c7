import { addDays, addMonths } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { PolicyPack } from './pack.ts';

/** A value that two people of the office stand for. */
export type ConfirmedValue = {
  readonly rule: string;
  readonly value: unknown;
  readonly effectiveFrom: CalendarDate;
  readonly document: string;
  readonly documentNumber: string;
  readonly article: string;
  readonly enteredBy: string;
  readonly confirmedBy: string;
  readonly confirmedOn: CalendarDate;
};

/**
 * The pack's next edition with a value in it: for the same days it takes the pack's place from the day on which it became
 * known, for later days it follows it. The pack itself stays. Not yet checked: the value may not be one.
 * @param ids of every pack, none of which is used again.
 */
export function nextEdition(pack: PolicyPack, entered: ConfirmedValue, ids: ReadonlySet<string>): unknown {
  const { rule, value, effectiveFrom, document, documentNumber, article } = entered;
  const { enteredBy, confirmedBy, confirmedOn } = entered;
  const sameDays = effectiveFrom === pack.effectiveFrom;
  const { follows: _follows, supersedes: _supersedes, ...frame } = pack;
  return {
    ...frame,
    id: nextId(pack.id, ids),
    inherits: pack.id,
    ...(sameDays ? { supersedes: pack.id } : { follows: pack.id }),
    effectiveFrom,
    effectiveTo: sameDays ? pack.effectiveTo : null,
    confirmedUntil: sameDays ? pack.confirmedUntil : addDays(addMonths(effectiveFrom, 12), -1),
    knownSince: confirmedOn > pack.knownSince ? confirmedOn : pack.knownSince,
    rules: {
      ...pack.rules,
      [rule]: {
        value,
        document: `${document}（${documentNumber}）`,
        article,
        verified: true,
        confirmation: { documentNumber, enteredBy, confirmedBy, confirmedOn },
      },
    },
  };
}

function nextId(id: string, ids: ReadonlySet<string>): string {
  const base = id.replace(/-e\d+$/, '');
  for (let number = 2; ; number += 1) {
    const next = `${base}-e${number}`;
    if (!ids.has(next)) return next;
  }
}
