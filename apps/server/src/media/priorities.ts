import { KIND_OF_SOURCE, type Source } from '@parley/protocol/media';

/** In the share of a narrow network: text that cannot be read is lost, a face in fewer pixels is not. */
const SCREEN = 10;
/** Whoever speaks is looked at. */
const SPEAKER = 5;
const OTHERS = 1;

/**
 * Who takes more of a viewer's bandwidth, where it is short: first every picture gets the smallest layer that there is room
 * for, the highest priority first, and what is left goes to them in the same order. Sound is before all of
 * them and has none: it is never held back.
 *
 * @param isLeading whether its peer is the one who speaks
 */
export function priorityOf(source: Source, isLeading: boolean): number | undefined {
  if (KIND_OF_SOURCE[source] === 'audio') return undefined;
  if (source === 'screen') return SCREEN;
  return isLeading ? SPEAKER : OTHERS;
}

/**
 * Who is taken to be the one who speaks: who was it until now, for as long as they are heard, whoever is louder
 * for a moment; and in silence who spoke last.
 *
 * @param heard the loudest first
 */
export function nextLead(lead: string | undefined, heard: readonly string[]): string | undefined {
  return lead !== undefined && heard.includes(lead) ? lead : (heard[0] ?? lead);
}
