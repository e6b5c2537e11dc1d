import type { KeptRoom } from '@parley/protocol/keptRoom';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { newestAnswer } from '../../account/newestAnswer.ts';

/** Undefined until the server has said; `failed` when it did not. */
type Rooms = readonly KeptRoom[] | 'failed' | undefined;

const list = newestAnswer(() => api.ask('GET /account/rooms'));

/** The rooms of whoever is signed in, by title; asked for again when the page is looked at. */
export function useRooms(): { rooms: Rooms; refresh: () => Promise<void> } {
  const { i18n } = useTranslation();
  const [rooms, setRooms] = useState<Rooms>();
  const refresh = useCallback(async () => {
    try {
      const reply = await list();
      if (reply !== undefined) setRooms(reply.rooms);
    } catch {
      // What was there is better than nothing.
      setRooms((known) => (typeof known === 'object' ? known : 'failed'));
    }
  }, []);
  useEffect(() => {
    void refresh();
    const whenSeen = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    document.addEventListener('visibilitychange', whenSeen);
    return () => document.removeEventListener('visibilitychange', whenSeen);
  }, [refresh]);
  const { compare } = new Intl.Collator(i18n.language);
  const sorted = typeof rooms === 'object' ? rooms.toSorted((a, b) => compare(a.title, b.title)) : rooms;
  return { rooms: sorted, refresh };
}
