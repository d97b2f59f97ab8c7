/**
 * Characters that GBK and GB 18030-2000 kept in Unicode's private-use area until Unicode gave them a place
 * (GB 18030-2005 and -2022). Old registers and fonts still write them so: 䶮 arrives as U+E863.
 */

/** U+E815 to U+E864, bytes FE50 to FEA0, in order. */
const FROM_E815 =
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻';

const PLACES = new Map<string, string>([
  // Letters of pinyin and of Hanyu romanisation, bytes A8BC and A8BF.
  ['\uE7C7', '\u1E3F'],
  ['\uE7C8', '\u01F9'],
]);
for (const [index, character] of Array.from(FROM_E815).entries()) {
  PLACES.set(String.fromCodePoint(0xe815 + index), character);
}

/** The text with each such character in its proper place; other private-use characters stay. */
export function withoutGbkPrivateUse(text: string): string {
  return text.replace(/[\uE7C7\uE7C8\uE815-\uE864]/gu, (character) => PLACES.get(character) ?? character);
}
