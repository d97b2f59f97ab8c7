import { remindSource, setExpectedTime } from '../../sources/acts.ts';
import type { Body } from '../../sources/items.ts';
import type { PlannedSource } from '../../sources/planned-source.ts';
import { readSources } from '../../sources/view.ts';
import type { SourceView } from '../../sources/view.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { assertMay } from '../may.ts';
import { notFound } from '../reader.ts';
import type { Reader } from '../reader.ts';

/** Every source as operators see it. Nobody's data are in it, so that no look is left. */
export async function seeSources(reader: Reader, services: VerificationServices): Promise<readonly SourceView[]> {
  assertMay(reader.principal, 'READ_SOURCES');
  return readSources(services);
}

/** Which sources exist, for every caller with a token: a registry that papers name, without a word of people or trouble. */
export function seeSourceCatalogue({ sources }: Pick<VerificationServices, 'sources'>): readonly PlannedSource[] {
  return sources;
}

/** @throws Problem NOT_FOUND for a source that does not exist, CONFLICT when nothing is the matter with it. */
export async function remindAs(reader: Reader, services: VerificationServices, body: Body): Promise<SourceView> {
  assertMay(reader.principal, 'ATTEND_SOURCE');
  assertKnown(services, body);
  await remindSource(services, reader.actor, body);
  return getSource(services, body);
}

/** @throws Problem NOT_FOUND, CONFLICT, INVALID_INPUT for a time that is over. */
export async function expectAs(
  reader: Reader,
  services: VerificationServices,
  body: Body,
  expectedAt: Date,
): Promise<SourceView> {
  assertMay(reader.principal, 'ATTEND_SOURCE');
  assertKnown(services, body);
  await setExpectedTime(services, reader.actor, body, expectedAt);
  return getSource(services, body);
}

function assertKnown({ sources }: VerificationServices, { sourceId }: Body): void {
  if (sources.every(({ id }) => id !== sourceId)) throw notFound();
}

async function getSource(services: VerificationServices, { sourceId }: Body): Promise<SourceView> {
  const views = await readSources(services);
  const view = views.find(({ source }) => source.id === sourceId);
  if (view === undefined) throw notFound();
  return view;
}
