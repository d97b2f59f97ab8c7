import { holdsCitizenNumber } from '../identity/holds-citizen-number.ts';
import { invalid } from './refusals.ts';

/**
 * A key by which a caller repeats a request. It is kept in the clear.
 * @throws Problem INVALID_INPUT unless it has 1 to 200 visible ASCII characters and no identity number in it.
 */
export function readIdempotencyKey(text: string): string {
  if (!/^[\x21-\x7E]{1,200}$/.test(text)) {
    const zh = '幂等键应为 1 到 200 个可见的 ASCII 字符';
    throw invalid('idempotencyKey', zh, 'An idempotency key has 1 to 200 visible ASCII characters');
  }
  if (holdsCitizenNumber(text)) {
    const zh = '幂等键中含有身份证号码，请换用随机编号或业务单号';
    throw invalid('idempotencyKey', zh, 'This key holds an identity number; use a random id or a number of the form');
  }
  return text;
}
