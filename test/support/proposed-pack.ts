/** Last year's pack with another standard, from 1 July 2018: a proposal as policy staff would write it. */
export function proposedPack(standardFen: number): object {
  return {
    id: 'proposal',
    inherits: 'wuxi-urban-2017-07-3',
    title: { zh: '拟定', en: 'proposal' },
    region: '320200',
    exceptRegions: [],
    residence: 'URBAN',
    effectiveFrom: '2018-07-01',
    effectiveTo: null,
    confirmedUntil: '2019-06-30',
    knownSince: '2018-06-20',
    chosenBy: 'BASE_DATE',
    rules: { dibaoStandardFen: { value: standardFen, document: '拟定稿', article: '', verified: false } },
  };
}
