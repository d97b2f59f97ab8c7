import { SOURCES } from '../../../adapters/registry.ts';

/** Ids of the sources whose hours begin in the evening, the banks among them. */
export const BY_NIGHT = SOURCES.filter(({ behaviour }) => behaviour.window !== null).map(({ id }) => id);

/** Ids of those that can be asked at any hour. */
export const ANSWER_AT_ONCE = SOURCES.map(({ id }) => id).filter((id) => !BY_NIGHT.includes(id));
