import type { VideoCodec } from '@parley/protocol/media';
import { allowedCodecs, UNTOLD, type VideoCodecChoice } from './allowedCodecs.ts';
import type { Connection } from './Connection.ts';
import type { Member } from './Member.ts';

type Setup = {
  choice: VideoCodecChoice;
  members: ReadonlyMap<string, Member>;
  /** Tells all who are in the room. */
  tell: (codecs: readonly VideoCodec[]) => void;
};

/** What the pictures of a call may be encoded with, as far as its peers were told. */
export class CallCodecs {
  readonly #setup: Setup;
  #codecs = UNTOLD;
  /** Who comes back may remember something else than what is so without being told. */
  #wasTold = false;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** Somebody came, went, or can decode something else than before. */
  look(): void {
    const { choice, members, tell } = this.#setup;
    if (members.size === 0) return;
    const codecs = allowedCodecs(
      choice,
      [...members.values()].map(({ videoCodecs }) => videoCodecs),
    );
    if (codecs.join() === this.#codecs.join()) return;
    this.#codecs = codecs;
    this.#wasTold = true;
    tell(codecs);
  }

  greet(connection: Connection): void {
    if (!this.#wasTold) return;
    connection.sendMoment({ name: 'media:codecsAllowed', data: { codecs: [...this.#codecs] } });
  }
}
