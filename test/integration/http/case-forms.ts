/** A family on the form, as a caller of the interface types it; no such numbers were ever given out. */
export function registration(changes: Record<string, unknown> = {}) {
  return {
    category: 'MINIMUM_LIVING',
    applicant: 'father',
    members: [
      {
        key: 'father',
        name: '测试甲',
        certificate: { type: 'CITIZEN_NUMBER', number: '３２０２１３１９６００１０１００１１' },
        relation: '户主本人',
      },
      {
        key: 'son',
        name: '测试丙',
        certificate: { type: 'CITIZEN_NUMBER', number: '32021419991231100x' },
        relation: '子',
      },
      {
        key: 'child',
        name: '测试丁',
        certificate: { type: 'NONE' },
        birthDate: '2010年5月1日',
        relation: '女儿',
        guardian: 'father',
      },
    ],
    unit: 'HOUSEHOLD',
    division: '320213001',
    residence: 'URBAN',
    delegated: false,
    staffRelative: false,
    acceptedAt: '2018-01-31T09:00:00+08:00',
    declared: [
      { person: 'father', content: { income: { incomeKind: 'WAGE', item: 'WAGE', yearlyFen: 1_234_500 } } },
      { content: { home: { address: '梁溪区测试路一号', areaHundredths: 5600, usage: 'RESIDENTIAL' } } },
      { content: { financialAsset: { assetKind: 'DEPOSIT', amountFen: 3_000_000_000 } } },
      { person: 'son', content: { byCheck: { item: 'WAGE' } } },
    ],
    // Each form is meant as a case of its own: without a key, the same form is one case for a day.
    idempotencyKey: crypto.randomUUID(),
    ...changes,
  };
}

export const REGISTER = `mutation($input: RegisterApplicationInput!) {
  registerApplication(input: $input) {
    __typename
    ... on Problem { code field zh en }
    ... on RegisterApplicationSuccess {
      application {
        id number category categoryZh divisionName acceptedAt
        household { version members { personId name maskedNumber birthDate relationName { zh } counts } }
        declaredItems { content { __typename ... on DeclaredIncome { yearlyFen } ... on DeclaredFinancialAsset { amountFen } ... on DeclaredByCheck { item } } }
        missingSignatures { personId needs guardianPersonId }
      }
    }
  }
}`;

export const RECORD = `mutation($input: RecordLetterInput!) {
  recordLetter(input: $input) {
    __typename
    ... on Problem { code field zh en }
    ... on RecordLetterSuccess { letter { id letterNumber signedOn grants { personId signedAs signedByPersonId } } }
  }
}`;

export const REQUEST = `mutation($input: RequestVerificationInput!) {
  requestVerification(input: $input) {
    __typename
    ... on Problem { code field zh en }
    ... on RequestVerificationSuccess { verification { id state deadlineAt baseDate progress { cursor event } } }
  }
}`;

/** A letter signed by everyone of a registered household. */
export function letterOf(applicationId: string, personIds: readonly string[], letterNumber: string) {
  return {
    applicationId,
    letterNumber,
    signedOn: '2018-02-01',
    grants: personIds.map((personId) => ({
      personId,
      sources: ['real-estate', 'vehicles', 'banks'],
      purposes: ['SOCIAL_ASSISTANCE_CHECK'],
    })),
  };
}
