import { ApiClient } from '@parley/client/api/ApiClient';
import type { DoorsState } from '@parley/protocol/api/doors';
import type { Meeting } from '@parley/protocol/api/rooms';
import type { ServerState } from '@parley/protocol/api/server';
import { ParleyError } from '@parley/protocol/errors';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { rememberedToken, rememberToken } from './adminToken.ts';

const EVERY_MS = 3_000;

type Overview = {
  readonly doors: DoorsState;
  readonly server: ServerState;
  readonly rooms: readonly Meeting[];
};

/** Whether this page may look, and why not. */
type Entrance = 'asking' | 'in' | 'signed-out' | 'wrong-token' | 'no-admin-token';

export type Admin = {
  readonly entrance: Entrance;
  readonly api: ApiClient;
  /** Null before the first answer. */
  readonly overview: Overview | null;
  /** The last look did not succeed; what is shown is older. */
  readonly isStale: boolean;
  readonly hasToken: boolean;
  signIn(token: string): void;
  signOut(): void;
  /** Asks anew at once. */
  refresh(): void;
};

/** The operator's look at the server, new every few seconds. */
export function useAdmin(): Admin {
  const [token, setToken] = useState(rememberedToken);
  const api = useMemo(() => new ApiClient(token === undefined ? {} : { token }), [token]);
  const [entrance, setEntrance] = useState<Entrance>('asking');
  const [overview, setOverview] = useState<Overview | null>(null);
  const [isStale, setIsStale] = useState(false);
  const [look, setLook] = useState(0);
  const refresh = useCallback(() => setLook((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` is what asks for another look.
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const [doors, server, { rooms }] = await Promise.all([
          api.ask('GET /doors'),
          api.ask('GET /server'),
          api.ask('GET /rooms'),
        ]);
        if (isOver) return;
        setOverview({ doors, server, rooms });
        setEntrance('in');
        setIsStale(false);
      } catch (error) {
        if (isOver) return;
        const refusal = refusalOf(error, token !== undefined);
        setIsStale(true);
        if (refusal !== undefined) {
          setEntrance(refusal);
          setOverview(null);
          return;
        }
      }
      timer = setTimeout(ask, EVERY_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [api, token, look]);

  const use = (next: string | undefined) => {
    rememberToken(next);
    setEntrance('asking');
    setToken(next);
    refresh();
  };
  return {
    entrance,
    api,
    overview,
    isStale,
    hasToken: token !== undefined,
    signIn: use,
    signOut: () => use(undefined),
    refresh,
  };
}

/** @returns undefined when the server said nothing about who asks */
function refusalOf(error: unknown, hadToken: boolean): Entrance | undefined {
  if (!(error instanceof ParleyError)) return undefined;
  if (error.details?.['reason'] === 'no-admin-token') return 'no-admin-token';
  if (error.code !== 'unauthorized' && error.code !== 'forbidden') return undefined;
  return hadToken ? 'wrong-token' : 'signed-out';
}
