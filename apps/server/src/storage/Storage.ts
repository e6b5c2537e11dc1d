import type { ChatRepository } from './ChatRepository.ts';
import type { RoomRepository } from './RoomRepository.ts';
import type { SecretRepository } from './SecretRepository.ts';

/** Everything the server keeps. `openStorage` gives one for SQLite or Postgres. */
export type Storage = {
  readonly rooms: RoomRepository;
  readonly chat: ChatRepository;
  readonly secrets: SecretRepository;
  /** Rejects when the database does not answer or, asked for `write`, keeps nothing; for `/readyz`. */
  ping(what?: 'read' | 'write'): Promise<void>;
  /** Resolves when all that was begun is done and the files or connections are let go. */
  close(): Promise<void>;
};
