import type { Vehicle } from '../src/evidence/facts.ts';
import { SourceFault } from '../src/sources/port.ts';

/**
 * Codes of the vehicle register (GA 24 机动车登记信息代码), from general knowledge, not from the text. A status that
 * is not here is no answer: an unknown letter might mean that the vehicle is gone.
 */

/** 车辆类型: the first letter is the family; K1 and K2 are large and medium coaches, K3 and K4 small cars. */
export function vehicleClass(code: string): Vehicle['class'] {
  if (/^K[12]/.test(code)) return 'COACH';
  const families: Readonly<Record<string, Vehicle['class']>> = {
    K: 'CAR',
    H: 'TRUCK',
    M: 'MOTORCYCLE',
    T: 'TRACTOR',
    D: 'ELECTRIC_BICYCLE',
  };
  return families[code.charAt(0)] ?? 'OTHER';
}

/** 使用性质: A is private; B to E and G carry people for hire; F is freight. */
export function vehicleUse(code: string): Vehicle['use'] {
  if (code === 'A') return 'PRIVATE';
  if (code === 'F') return 'FREIGHT';
  return 'BCDEG'.includes(code) ? 'HIRE' : 'OTHER';
}

/** Letters that end or question the vehicle's life, the gravest first. */
const GRAVE: readonly (readonly [letter: string, status: Vehicle['status']])[] = [
  // 强制注销, 注销
  ['M', 'SCRAPPED'],
  ['E', 'DEREGISTERED'],
  // 转出, 被盗抢
  ['B', 'TRANSFERRED_OUT'],
  ['C', 'STOLEN'],
  // 达到报废标准, 逾期未检验
  ['P', 'SCRAP_OVERDUE'],
  ['Q', 'INSPECTION_OVERDUE'],
];

/** 正常, 停驶, 违法未处理, 海关监管, 事故未处理, 嫌疑车, 查封, 扣留, 事故逃逸, 锁定: the vehicle is there. */
const LIVING = /^[ADGHIJKLNO]+$/;

/**
 * @param scrapped whether the register gives scrapping as the reason of deregistration.
 * @throws SourceFault FORMAT_CHANGED for a letter without a known meaning.
 */
export function vehicleStatus(letters: string, scrapped: boolean): Vehicle['status'] {
  const grave = GRAVE.find(([letter]) => letters.includes(letter));
  const rest = GRAVE.reduce((text, [letter]) => text.replaceAll(letter, ''), letters);
  if (rest !== '' && !LIVING.test(rest)) throw new SourceFault('FORMAT_CHANGED', { retryable: false });
  if (grave === undefined) return 'NORMAL';
  return grave[1] === 'DEREGISTERED' && scrapped ? 'SCRAPPED' : grave[1];
}
