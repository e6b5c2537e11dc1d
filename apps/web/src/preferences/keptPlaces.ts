import type { PlaceStore } from '@parley/client/session/PlaceStore';
import { ProvenPlace } from '@parley/protocol/room';

/**
 * This tab's place in a room: there after a reload, gone with the tab. Where the browser keeps nothing,
 * it is forgotten with the page.
 */
export function keptPlaces(room: string): PlaceStore {
  const key = `parley.place.${room}`;
  return {
    read() {
      try {
        const kept = ProvenPlace.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
        return kept.success ? kept.data : undefined;
      } catch {
        return undefined;
      }
    },
    write(place) {
      try {
        sessionStorage.setItem(key, JSON.stringify(place));
      } catch {
        // As in a browser that keeps nothing: the call goes on, a reload would end it.
      }
    },
    forget() {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Nothing is kept where nothing may be.
      }
    },
  };
}
