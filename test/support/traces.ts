import iconv from 'iconv-lite';
import { factsOf } from '../../adapters/sandbox/person.ts';
import type { SyntheticHousehold, SyntheticPerson } from '../../adapters/sandbox/person.ts';
import { everyone } from '../../adapters/sandbox/population.ts';
import { maskCertificate } from '../../src/identity/certificate.ts';
import { legacyForm, parseCitizenNumber } from '../../src/identity/citizen-number.ts';

/** A secret in one way in which it could lie somewhere; `what` names it without telling it. */
export type Trace = { readonly what: string; readonly bytes: Buffer };

/** A shorter run of bytes turns up in sealed data by chance. */
const SHORTEST = 6;
/** A shorter amount turns up in any number. */
const SMALLEST_FEN = 100_000;

/** Every way in which somebody could be recognised: numbers, names, what they own, in every common writing. */
export function tracesOf(household: SyntheticHousehold): readonly Trace[] {
  return [
    ...everyone(household).flatMap(tracesOfPerson),
    ...household.declared.flatMap(({ content }) => {
      const amount = 'yearlyFen' in content ? content.yearlyFen : 'amountFen' in content ? content.amountFen : 0;
      return amountTraces(`declared amount of ${household.label}`, amount);
    }),
  ];
}

function tracesOfPerson(person: SyntheticPerson): Trace[] {
  const { key, name, certificate, recorded } = person;
  const { number } = certificate;
  if (number === null) throw new RangeError('everybody in the sandbox has a number');
  const old = legacyForm(parseCitizenNumber(number));
  const texts: Record<string, string | null> = {
    number,
    'number in pieces': `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`,
    // Whatever mask is over region or check digit, birth and serial tell who it is.
    'birth and serial': number.slice(6, 17),
    'masked number': maskCertificate(certificate),
    'old number': old,
    'birth and serial of the old number': old?.slice(6) ?? null,
    name,
    'name in the registers': recorded.everywhere.name,
    ...Object.fromEntries(Object.entries(recorded.at).map(([id, { name: other }]) => [`name at ${id}`, other])),
    home: factsOf(person, 'HOME_TITLE')[0]?.address ?? null,
    'registered address': factsOf(person, 'HOUSEHOLD_REGISTRATION')[0]?.address ?? null,
    plate: factsOf(person, 'VEHICLE')[0]?.plateNumber ?? null,
    employer: factsOf(person, 'CONTRIBUTION_MONTH')[0]?.employerName ?? null,
    enterprise: factsOf(person, 'BUSINESS_ROLE')[0]?.entityName ?? null,
    'number of the spouse': factsOf(person, 'MARRIAGE')[0]?.spouseNumber ?? null,
  };
  return [
    ...Object.entries(texts).flatMap(([what, text]) => (text === null ? [] : textTraces(`${what} of ${key}`, text))),
    ...factsOf(person, 'BANK_HOLDING').flatMap((kept) => [
      ...amountTraces(`balance of ${key}`, kept.balanceFen),
      ...amountTraces(`wealth management of ${key}`, kept.wealthManagementFen),
    ]),
  ];
}

function amountTraces(what: string, fen: number): Trace[] {
  if (fen < SMALLEST_FEN) return [];
  const yuan = (fen / 100).toFixed(2);
  const grouped = yuan.replace(/\B(?=(\d{3})+\.)/g, ',');
  return [...new Set([String(fen), yuan, grouped])].flatMap((text) => textTraces(what, text));
}

/** The text in four encodings, and each of those as it would be written in a text. */
function textTraces(what: string, text: string): Trace[] {
  const written: Record<string, Buffer> = {
    'UTF-8': Buffer.from(text),
    GB18030: iconv.encode(text, 'gb18030'),
    'UTF-16LE': Buffer.from(text, 'utf16le'),
    'UTF-16BE': Buffer.from(text, 'utf16le').swap16(),
  };
  const escaped = Array.from({ length: text.length }, (_, at) => {
    const unit = text.charCodeAt(at);
    return unit < 128 ? text.charAt(at) : `\\u${unit.toString(16).padStart(4, '0')}`;
  }).join('');
  const traces = Object.entries(written).flatMap(([encoding, bytes]) => [
    { what: `${what}, ${encoding}`, bytes },
    { what: `${what}, ${encoding} in hexadecimal`, bytes: Buffer.from(bytes.toString('hex')) },
    { what: `${what}, ${encoding} in capital hexadecimal`, bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    ...base64Of(bytes).map((part) => ({ what: `${what}, ${encoding} in base64`, bytes: Buffer.from(part) })),
  ]);
  traces.push({ what: `${what}, escaped`, bytes: Buffer.from(escaped) });
  traces.push({ what: `${what}, in a URL`, bytes: Buffer.from(encodeURIComponent(text)) });
  const known = new Set<string>();
  return traces.filter(({ bytes }) => {
    const form = bytes.toString('latin1');
    if (bytes.byteLength < SHORTEST || known.has(form)) return false;
    known.add(form);
    return true;
  });
}

/** Base64 differs with the place in the text: the three ways, without the letters that the neighbours decide. */
function base64Of(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = before === 0 ? 0 : before + 1;
    return encoded.slice(first, (bytes.byteLength + before) % 3 === 0 ? undefined : -1);
  });
}
