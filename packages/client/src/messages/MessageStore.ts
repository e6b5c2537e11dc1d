import type { DeviceIdentity } from './crypto/identity.ts';
import type { StoredMessage } from './StoredMessage.ts';

/** Whose devices somebody has been told of, and goes on writing to. */
export type Trust = {
  readonly accountId: string;
  readonly deviceKeys: readonly string[];
  /** The safety number that both have compared; null when they have not. */
  readonly comparedNumber: string | null;
};

/**
 * What one device keeps of one account: the only place where messages are once they were fetched. All that
 * resolves is kept; of what is changed together all or nothing is.
 */
export type MessageStore = {
  /**
   * The one there is; else keeps what `make` makes.
   *
   * @param removedKey of one that must not be used any more: if it is still there, another takes its place
   */
  identity(make: () => Promise<DeviceIdentity>, removedKey?: string): Promise<DeviceIdentity>;
  messages(): Promise<StoredMessage[]>;
  /**
   * Changes messages by their ids, each after what it is in that moment; undefined leaves it as it is.
   *
   * @returns those that were changed
   */
  change(
    messageIds: readonly string[],
    change: (messageId: string, kept: StoredMessage | undefined) => StoredMessage | undefined,
  ): Promise<StoredMessage[]>;
  /** Keeps a message together with the file that it is about. */
  keepWithFile(message: StoredMessage, file: Blob): Promise<void>;
  /** What was kept with a message; gone once that does not wait to be sent any more. */
  file(messageId: string): Promise<Blob | undefined>;
  trusts(): Promise<Trust[]>;
  keepTrust(trust: Trust): Promise<void>;
  /** Of what is called the same, one at a time on this device, in all of its tabs. */
  exclusively<Result>(task: () => Promise<Result>, what?: 'messages' | 'files'): Promise<Result>;
  /** Another tab has changed something. */
  onChanged(listener: () => void): void;
  close(): void;
};
