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

/** One source as operators see it. @throws Problem NOT_FOUND */
export async function seeSource(reader: Reader, services: VerificationServices, sourceId: string): Promise<SourceView> {
  const views = await seeSources(reader, services);
  const view = views.find(({ source }) => source.id === sourceId);
  if (view === undefined) throw notFound();
  return view;
}
