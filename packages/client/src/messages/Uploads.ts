import { putFile } from '../files/putFile.ts';
import type { Log } from '../log.ts';
import type { PeopleLine } from '../people/PeopleLine.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { type SealedFile, sealFile } from './crypto/sealFile.ts';
import type { MessageStore } from './MessageStore.ts';
import type { MessagesStore } from './MessagesState.ts';
import { Rounds } from './Rounds.ts';
import { inOrder, needsUpload, type StoredMessage } from './StoredMessage.ts';

type Setup = {
  line: PeopleLine;
  kept: MessageStore;
  store: MessagesStore;
  /** Messages that are others now. */
  show: (changed: readonly StoredMessage[]) => void;
  /** A message may go. */
  uploaded: () => void;
  log: Log;
};

/** Sealed, and promised a place on the server. */
type Offered = SealedFile & { readonly messageId: string; readonly fileId: string };

/** How soon what did not get through is tried again, in milliseconds. */
const RETRY_MS = 3_000;
/** The same for what the server could not take. */
const LATER_MS = 30_000;
/** Refusals that a second try would meet again. */
const FINAL: readonly string[] = ['not-found', 'full', 'bad-request', 'forbidden'];

/**
 * Takes the files of messages to the server, sealed, one after the other and beside all else that comes and
 * goes; the message follows once its file is there. Whoever dies in between begins with another offer.
 */
export class Uploads {
  readonly #setup: Setup;
  readonly #rounds = new Rounds(() => this.#round());
  /** What did not get through is brought once more, and not offered twice. */
  #offered: Offered | undefined;
  #current: { readonly messageId: string; readonly callingOff: AbortController } | undefined;
  #isClosed = false;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  ask(): void {
    this.#rounds.ask();
  }

  /** Its author does not want it sent any more. */
  callOff(messageId: string): void {
    if (this.#current?.messageId === messageId) this.#current.callingOff.abort();
  }

  close(): void {
    this.#isClosed = true;
    this.#rounds.stop();
    this.#current?.callingOff.abort();
  }

  /** Resolves when no file is on its way, or it has failed. */
  settled(): Promise<void> {
    return this.#rounds.settled();
  }

  /** @returns when there is more to do, in milliseconds */
  async #round(): Promise<number | undefined> {
    const { kept, log } = this.#setup;
    try {
      await kept.exclusively(async () => {
        const due = inOrder((await kept.messages()).filter(needsUpload));
        for (const message of due) {
          if (!this.#isClosed) await this.#upload(message);
        }
      }, 'files');
      return undefined;
    } catch (error) {
      if (this.#isClosed || isOffline(error)) return undefined;
      log.warn('a file could not be sent', error);
      const { code, details } = toParleyError(error);
      const waitMs = details?.['retryInMs'];
      if (typeof waitMs === 'number') return waitMs;
      return code === 'timeout' ? RETRY_MS : LATER_MS;
    }
  }

  async #upload(message: StoredMessage): Promise<void> {
    const { messageId, file } = message;
    if (file === undefined) return;
    const callingOff = new AbortController();
    this.#current = { messageId, callingOff };
    try {
      const offered = await this.#offer(message);
      if (offered === undefined) return;
      await this.#put(offered, callingOff.signal);
      const { fileId, key } = offered;
      const { name, size, mediaType } = file;
      await this.#settle(messageId, (now) => ({
        ...now,
        file: { name, size, mediaType, fileId, key },
      }));
      this.#offered = undefined;
      this.#setup.uploaded();
    } catch (error) {
      if (!callingOff.signal.aborted) throw error;
      this.#offered = undefined;
    } finally {
      this.#current = undefined;
      this.#progress(messageId, undefined);
    }
  }

  /** @returns undefined when it is refused for good */
  async #offer({ messageId, accountId }: StoredMessage): Promise<Offered | undefined> {
    if (this.#offered?.messageId === messageId) return this.#offered;
    const { kept, line } = this.#setup;
    const bytes = await kept.file(messageId);
    const sealed = bytes && (await sealFile(bytes).catch(() => undefined));
    if (sealed === undefined) {
      // It was taken away from where the browser kept it.
      await this.#settle(messageId, (now) => ({ ...now, problem: 'internal' }));
      return undefined;
    }
    try {
      const { fileId } = await line.request('file:offer', { accountId, size: sealed.sealed.size });
      this.#offered = { ...sealed, messageId, fileId };
      return this.#offered;
    } catch (error) {
      const { code } = toParleyError(error);
      if (!FINAL.includes(code)) throw error;
      await this.#settle(messageId, (now) => ({ ...now, problem: code }));
      return undefined;
    }
  }

  async #put({ messageId, fileId, sealed }: Offered, signal: AbortSignal): Promise<void> {
    this.#progress(messageId, 0);
    const progress = (share: number) => this.#progress(messageId, share);
    try {
      await putFile(this.#setup.line.url, fileId, sealed, { signal, progress });
    } catch (error) {
      const { code } = toParleyError(error);
      // All of it came, and the answer was lost.
      if (code === 'conflict') return;
      // Not what stops half-way, but what the server says of it is the end of this offer.
      if (code !== 'timeout') this.#offered = undefined;
      throw error;
    }
  }

  /** Nothing is left to be changed of one that was withdrawn meanwhile. */
  async #settle(messageId: string, change: (now: StoredMessage) => StoredMessage): Promise<void> {
    const { kept, show } = this.#setup;
    show(
      await kept.change([messageId], (_, now) => (now && needsUpload(now) ? change(now) : undefined)),
    );
  }

  #progress(messageId: string, share: number | undefined): void {
    this.#setup.store.setState(({ uploads: { [messageId]: _before, ...others } }) => ({
      uploads: share === undefined ? others : { ...others, [messageId]: share },
    }));
  }
}
