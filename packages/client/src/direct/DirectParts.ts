import type { MomentEvent } from '@parley/protocol/contract';
import type { IceServer } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import type { StatsSampler } from '../media/stats/StatsSampler.ts';
import type { MediaLink } from '../session/MediaLink.ts';
import type { CallStore } from '../session/store/createCallStore.ts';
import type { Watching } from '../session/Watching.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';

/** What a direct connection has to do with the rest of the call. */
export type DirectParts = {
  readonly store: CallStore;
  readonly signaling: Pick<SignalingClient, 'request'>;
  readonly link: () => MediaLink | undefined;
  readonly watching: Pick<Watching, 'showDirect' | 'wishedIds'>;
  readonly stats: Pick<StatsSampler, 'follow'>;
  /** As the server told them last. */
  readonly iceServers: () => readonly IceServer[];
  /** What the other one tells past the server, as the server would have told it. */
  readonly take: (event: MomentEvent) => void;
  readonly log: Log;
};
