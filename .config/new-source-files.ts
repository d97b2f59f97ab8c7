// The files of a new source: the source, its simulator and a case table.
import { createPopulation, everyone } from '../adapters/sandbox/population.ts';
import { factsOf } from '../adapters/sandbox/person.ts';
import type { FactType } from '../src/evidence/facts.ts';
import type { LaidFile } from './lay-files.ts';
import { laidFieldsOf } from './new-source-fields.ts';
import type { LaidField } from './new-source-fields.ts';

export const TRANSPORTS = ['json', 'soap', 'batch'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** The requested source. */
export type NewSource = {
  /** Kebab-case id. */
  readonly name: string;
  readonly zh: string;
  readonly transport: Transport;
  readonly fact: FactType;
};

/** The folder of each transport's simulators, and the list that names them. */
export const OFFICE_OF = {
  json: { folder: 'offices', ending: 'Office', list: 'adapters/sandbox/offices.ts' },
  soap: { folder: 'offices', ending: 'Office', list: 'adapters/sandbox/offices.ts' },
  batch: { folder: 'partners', ending: 'Partner', list: 'adapters/sandbox/partners.ts' },
} as const satisfies Readonly<Record<Transport, { folder: string; ending: string; list: string }>>;

/** `civil-affairs` as `civilAffairs`. */
export function camel(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The files of a new source, not yet formatted. */
export function filesOf(asked: NewSource): readonly LaidFile[] {
  const fields = laidFieldsOf(asked.fact).map((field) => ({ ...field, wire: wireName(asked.transport, field) }));
  const { folder } = OFFICE_OF[asked.transport];
  return [
    { path: `adapters/${asked.name}.ts`, text: sourceFile(asked, fields) },
    { path: `adapters/sandbox/${folder}/${asked.name}.ts`, text: officeFile(asked, fields) },
    { path: `test/integration/adapters/sources/${asked.name}.test.ts`, text: caseTable(asked) },
  ];
}

type WireField = LaidField & { readonly wire: string };

/** The department's own name of the field is not known yet; our name replaces it in the transport's style. */
function wireName(transport: Transport, { name, zh }: LaidField): string {
  // Departments write yuan, square metres and mu, not hundredths of them.
  const snake = name.replace(/(Fen|Hundredths)$/, '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { json: snake, soap: snake.toUpperCase(), batch: zh.replaceAll(/[^\p{Script=Han}A-Za-z0-9]/gu, '') }[
    transport
  ];
}

const CODE = 'JL';

function sourceFile({ name, zh, transport, fact }: NewSource, fields: readonly WireField[]): string {
  const maker = { json: 'defineHubSource', soap: 'defineSoapSource', batch: 'defineBatchSource' }[transport];
  const module = { json: 'hub-source', soap: 'soap-source', batch: 'batch-source' }[transport];
  const scalars = used(fields.map(({ reads }) => reads).join(' '), SCALARS);
  const zod = fields.some(({ reads }) => reads.includes('z.')) ? "import { z } from 'zod';\n" : '';
  const tables = fields.flatMap(({ tables: pair }) =>
    pair === null ? [] : [`const ${pair.name} = ${pair.fromWire} as const;`],
  );
  const layout =
    transport === 'batch'
      ? `\n/** How its files are written. */\nexport const ${screaming(name)}_FILES: BatchLayout = {\n  kind: 'DELIMITED',\n  delimiter: '|',\n  encoding: 'gb18030',\n  columns: [${fields.map(({ wire }) => `'${wire}'`).join(', ')}],\n};\n`
      : '';
  return `${zod}import { ${maker} } from './${module}.ts';
${transport === 'batch' ? "import type { BatchLayout } from './transports/batch-layout.ts';\n" : ''}import { wireRecord } from './wire-record.ts';
import { ${scalars.join(', ')} } from './wire-scalars.ts';

${tables.length > 0 ? `/** Codes as laid, until the department's own are known. */\n${tables.join('\n')}\n\n` : ''}/** ${fields.map((field) => field.zh).join(', ')}. */
const record = wireRecord({
  code: '${CODE}',
  fact: '${fact}',
  wire: { ${fields.map(({ wire, reads }) => `${wire}: ${reads}`).join(', ')} },
  read: (wire) => ({ ${fields.map((field) => `${field.name}: wire.${field.wire}`).join(', ')} }),
});
${layout}
/** ${zh}. Quota, patience and age of the data are assumptions. */
export const ${camel(name)} = ${maker}({
  id: '${name}',
  department: { zh: '${zh}', en: '${title(name)}' },
  subject: { zh: '${zh}', en: '${name.replaceAll('-', ' ')}' },
  ${TERMS[transport](name)}
  records: [record],
});
`;
}

const OF_THE_CITY = `level: 'CITY',
  certificates: ['CITIZEN_NUMBER'],`;
const MEASURES = 'behaviour: { turnaroundWorkingDays: 5, staleAfterDays: 60 },';
const OWN_BEHAVIOUR = `behaviour: {
    quota: { perSecond: 5, perDay: 1000, concurrent: 5 },
    window: null,
    timeoutMs: 10_000,
    attempts: 2,
    breaker: { consecutiveFailures: 5, halfOpenAfterMs: 60_000 },
    turnaroundWorkingDays: 5,
    staleAfterDays: 60,
  },`;

const TERMS: Readonly<Record<Transport, (name: string) => string>> = {
  json: (name) => `serviceCode: '${serviceCode(name)}',
  ${MEASURES}`,
  soap: (name) => `${OF_THE_CITY}
  ${OWN_BEHAVIOUR}
  namespace: 'urn:wuxi:${name}:query:1',
  operation: '${operation(name)}',`,
  batch: (name) => `${OF_THE_CITY}
  ${MEASURES}
  files: ${screaming(name)}_FILES,`,
};

function officeFile({ name, zh, transport, fact }: NewSource, fields: readonly WireField[]): string {
  const { ending } = OFFICE_OF[transport];
  const maker = { json: 'hubOffice', soap: 'soapOffice', batch: 'batchOffice' }[transport];
  const module = { json: 'hub-office', soap: 'soap-office', batch: 'batch-office' }[transport];
  const forms = used(fields.map(({ writes }) => writes).join(' '), WIRE_FORMS);
  const tables = fields.flatMap(({ tables: pair }) =>
    pair === null ? [] : [`const ${pair.name} = ${pair.toWire} as const;`],
  );
  const terms = {
    json: `serviceCode: '${serviceCode(name)}',`,
    soap: `path: '/${name}/services/Query',\n  operation: '${operation(name)}',`,
    batch: `files: ${screaming(name)}_FILES,`,
  }[transport];
  return `${transport === 'batch' ? `import { ${screaming(name)}_FILES } from '../../${name}.ts';\n` : ''}import { ${maker} } from '../${module}.ts';
${forms.length > 0 ? `import { ${forms.join(', ')} } from '../wire-forms.ts';\n` : ''}
${tables.length > 0 ? `${tables.join('\n')}\n\n` : ''}/** ${zh}. */
export const ${camel(name)}${ending} = ${maker}({
  sourceId: '${name}',
  ${terms}
  forms: {
    ${fact}: {
      code: '${CODE}',
      write: (fact) => ({ ${fields.map(({ wire, writes }) => `${wire}: ${writes}`).join(', ')} }),
    },
  },
});
`;
}

/** People of the labelled families who have the fact, and somebody without it. */
function caseTable({ name, transport, fact }: NewSource): string {
  const people = createPopulation('test')
    .families()
    .flatMap((family) =>
      everyone(family).map((person, place) => ({ who: `['${family.label}', ${place}]`, person, label: family.label })),
    );
  const citizens = people.filter(({ person }) => person.certificate.type === 'CITIZEN_NUMBER');
  const knows = citizens.filter(({ person, label }) => factsOf(person, fact).length > 0 && label !== 'name-mismatch');
  const [known] = knows;
  const unknown = citizens.find(({ person }) => factsOf(person, fact).length === 0);
  if (known === undefined || unknown === undefined) throw new RangeError('somebody of a labelled family has each fact');
  const swap = {
    json: `'"jllx":"${CODE}"', '"jllx":"XX"'`,
    soap: `'<JLLX>${CODE}<', '<JLLX>XX<'`,
    batch: `'记录类型', '${CODE}', 'XX'`,
  }[transport];
  const by = transport === 'batch' ? 'Batch' : '';
  const own = transport === 'batch' ? "dataDate: '2018-03-04',\n  unaskable: null,\n  " : '';
  return `import { ${camel(name)} } from '../../../../adapters/${name}.ts';
import { describe${by}Source } from '../../../support/${by === '' ? '' : 'batch-'}source-cases.ts';

describe${by}Source({
  source: { ...${camel(name)}, id: '${name}' },
  ${own}knows: [${known.who}],
  knowsNothingOf: ${unknown.who},
  partial: { of: ${known.who}, lacks: '${fact}' },
  changed: { of: ${known.who}, swaps: [[${swap}]] },
});
`;
}

const SCALARS = [
  'coded',
  'compactDate',
  'compactMonth',
  'flag',
  'hundredths',
  'openEndDate',
  'optionalHundredths',
  'optionalMonth',
  'optionalNumber',
  'optionalPercent',
  'optionalText',
  'optionalYear',
  'signedYuan',
  'wholeNumber',
  'wireText',
];
const WIRE_FORMS = ['compactDay', 'compactMonth', 'decimal', 'mark'];

function used(code: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
}

function serviceCode(name: string): string {
  return `WX-${name.toUpperCase()}`;
}

function operation(name: string): string {
  return `Query${title(name).replaceAll(' ', '')}`;
}

function screaming(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}

function title(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
