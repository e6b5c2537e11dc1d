import { ParleyError } from '@parley/protocol/errors';
import { MediaType, toFileName } from '@parley/protocol/file';
import { newId } from '../newId.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { toParleyError } from '../toParleyError.ts';
import type { UnsentMessage } from './store/CallState.ts';
import { changeUnsent } from './store/chatMessages.ts';
import type { CallStore } from './store/createCallStore.ts';

/** A file as a person chose it. */
export type ChosenFile = {
  readonly name: string;
  /** With its media type, where that is known. */
  readonly bytes: Blob;
};

type Setup = {
  store: CallStore;
  signaling: SignalingClient;
  /** The server's origin. */
  url: string;
  /** Called when the bytes of a message are all there, and it can be said. */
  onWhole: (messageId: string) => void;
};

type Upload = {
  readonly bytes: Blob;
  /** While it is under way. */
  callOff: (() => void) | undefined;
  /** Whether the connection came back since it was begun: then it may have been cut off by that. */
  isFromBefore: boolean;
};

/** The files of messages that are not sent yet, each on its way to the server. */
export class ChatUploads {
  readonly #setup: Setup;
  readonly #uploads = new Map<string, Upload>();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** A message of a file alone, not begun. */
  add({ name, bytes }: ChosenFile): UnsentMessage {
    const messageId = newId();
    // Browsers add parameters, and know no type for some files.
    const type = MediaType.safeParse(bytes.type.split(';')[0]?.trim().toLowerCase());
    this.#uploads.set(messageId, { bytes, callOff: undefined, isFromBefore: false });
    return {
      messageId,
      text: '',
      error: null,
      file: {
        name: toFileName(name) ?? 'file',
        size: bytes.size,
        mediaType: type.data ?? 'application/octet-stream',
        share: 0,
        fileId: null,
      },
    };
  }

  /** Brings the bytes of a message, unless they are under way or there. */
  async begin(messageId: string): Promise<void> {
    const upload = this.#uploads.get(messageId);
    const { file } = this.#find(messageId) ?? {};
    if (upload === undefined || upload.callOff !== undefined || !file || file.fileId !== null) return;
    const { store, onWhole } = this.#setup;
    let error: unknown;
    do {
      error = await this.#attempt(messageId, upload);
    } while (error !== undefined && upload.isFromBefore && isCutOff(error));
    if (error === undefined) onWhole(messageId);
    // Offline it stays under way: the resumption begins it anew.
    else if (!isOffline(error)) {
      changeUnsent(store, messageId, () => ({ error: toParleyError(error) }));
    }
  }

  /** The connection is back: what it cut off is begun anew. */
  resumed(): void {
    for (const { messageId, file, error } of this.#setup.store.getState().chat.unsent) {
      if (file?.fileId !== null || (error !== null && !isCutOff(error))) continue;
      const upload = this.#uploads.get(messageId);
      if (upload !== undefined) upload.isFromBefore = true;
      changeUnsent(this.#setup.store, messageId, () => ({ error: null }));
      void this.begin(messageId);
    }
  }

  /** The message is sent, or is not to be. */
  forget(messageId: string): void {
    this.#uploads.get(messageId)?.callOff?.();
    this.#uploads.delete(messageId);
  }

  /** @returns why it failed; undefined when all of it is there */
  async #attempt(messageId: string, upload: Upload): Promise<unknown> {
    const abort = new AbortController();
    upload.callOff = () => abort.abort();
    upload.isFromBefore = false;
    try {
      const fileId = await this.#bring(messageId, upload.bytes, abort.signal);
      changeUnsent(this.#setup.store, messageId, (mine) => ({
        file: mine.file && { ...mine.file, fileId, share: 1 },
      }));
      return undefined;
    } catch (error) {
      return error;
    } finally {
      upload.callOff = undefined;
    }
  }

  async #bring(messageId: string, bytes: Blob, signal: AbortSignal): Promise<string> {
    const { store, signaling, url } = this.#setup;
    const { file } = this.#find(messageId) ?? {};
    if (!file) throw new ParleyError('not-found', 'This message is not to be sent any more.');
    if (bytes.size === 0) throw new ParleyError('bad-request', 'This file is empty.', { isEmpty: true });
    const { name, size, mediaType } = file;
    const { fileId } = await signaling.request('file:offer', { name, size, mediaType });
    const { putFile } = await import('../files/putFile.ts');
    const progress = (share: number) =>
      changeUnsent(store, messageId, (mine) => ({ file: mine.file && { ...mine.file, share } }));
    await putFile(url, fileId, bytes, { signal, progress });
    return fileId;
  }

  #find(messageId: string): UnsentMessage | undefined {
    return this.#setup.store.getState().chat.unsent.find((mine) => mine.messageId === messageId);
  }
}

function isCutOff(error: unknown): boolean {
  return isOffline(error) || toParleyError(error).code === 'timeout';
}
