import { useEffect, useMemo, useRef, useState } from 'react';
import { useCall } from '../../session/SessionContext.ts';
import type { TileModel } from '../../view/arrange.ts';
import { keepInSight, mergeOrder } from './keepInSight.ts';

/**
 * The tiles in an order that stays as it is, except that who speaks comes into sight. Screens and
 * one's own tile are first and never move.
 */
export function useSeating(tiles: readonly TileModel[], seats: number): readonly TileModel[] {
  const speakers = useCall((state) => state.speakers);
  const lastSpokeAt = useRef(new Map<string, number>());
  const [order, setOrder] = useState<readonly string[]>([]);
  const fixed = useMemo(() => tiles.filter(isFixed), [tiles]);
  const movable = useMemo(() => tiles.filter((tile) => !isFixed(tile)), [tiles]);
  const movableSeats = Math.max(0, seats - fixed.length);

  useEffect(() => {
    const now = Date.now();
    for (const speaker of speakers) lastSpokeAt.current.set(speaker, now);
    const present = movable.map(({ key }) => key);
    setOrder((before) => {
      const merged = mergeOrder(before, present);
      const next = keepInSight(merged, movableSeats, speakers, lastSpokeAt.current);
      const isSame = next.length === before.length && next.every((key, index) => key === before[index]);
      return isSame ? before : next;
    });
  }, [movable, speakers, movableSeats]);

  return useMemo(() => {
    const byKey = new Map(movable.map((tile) => [tile.key, tile]));
    const seated = mergeOrder(order, [...byKey.keys()]).flatMap((key) => byKey.get(key) ?? []);
    return [...fixed, ...seated];
  }, [fixed, movable, order]);
}

function isFixed({ kind, person }: TileModel): boolean {
  return kind === 'screen' || person.isSelf;
}
