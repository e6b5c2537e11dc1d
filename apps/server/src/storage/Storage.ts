import type { AccountRepository } from './AccountRepository.ts';
import type { ArchiveRepository } from './ArchiveRepository.ts';
import type { CallCodeRepository } from './CallCodeRepository.ts';
import type { ChatRepository } from './ChatRepository.ts';
import type { CodeRepository } from './CodeRepository.ts';
import type { ContactRepository } from './ContactRepository.ts';
import type { DeviceRepository } from './DeviceRepository.ts';
import type { DoorsRepository } from './DoorsRepository.ts';
import type { FileRepository } from './FileRepository.ts';
import type { IdentityRepository } from './IdentityRepository.ts';
import type { KeptRoomRepository } from './KeptRoomRepository.ts';
import type { MailRepository } from './MailRepository.ts';
import type { MessageRepository } from './MessageRepository.ts';
import type { MissedCallRepository } from './MissedCallRepository.ts';
import type { PasskeyRepository } from './PasskeyRepository.ts';
import type { PasswordRepository } from './PasswordRepository.ts';
import type { PeopleRepository } from './PeopleRepository.ts';
import type { PushRepository } from './PushRepository.ts';
import type { RingRoomRepository } from './RingRoomRepository.ts';
import type { RoomRepository } from './RoomRepository.ts';
import type { RoomVisitRepository } from './RoomVisitRepository.ts';
import type { SecretRepository } from './SecretRepository.ts';
import type { SessionRepository } from './SessionRepository.ts';
import type { SuspensionRepository } from './SuspensionRepository.ts';

/** What is asked for while the server runs. */
export type Repositories = {
  readonly rooms: RoomRepository;
  readonly chat: ChatRepository;
  readonly files: FileRepository;
  readonly accounts: AccountRepository;
  readonly passwords: PasswordRepository;
  readonly passkeys: PasskeyRepository;
  readonly identities: IdentityRepository;
  readonly mail: MailRepository;
  readonly sessions: SessionRepository;
  readonly suspensions: SuspensionRepository;
  readonly codes: CodeRepository;
  readonly people: PeopleRepository;
  readonly contacts: ContactRepository;
  readonly doors: DoorsRepository;
  readonly callCodes: CallCodeRepository;
  readonly devices: DeviceRepository;
  readonly messages: MessageRepository;
  readonly archives: ArchiveRepository;
  readonly keptRooms: KeptRoomRepository;
  readonly roomVisits: RoomVisitRepository;
  readonly missedCalls: MissedCallRepository;
  readonly ringRooms: RingRoomRepository;
  readonly push: PushRepository;
};

/** Everything the server keeps. `openStorage` gives one for SQLite or Postgres. */
export type Storage = Repositories & {
  readonly secrets: SecretRepository;
  /** Rejects when the database does not answer or, asked for `write`, keeps nothing; for `/readyz`. */
  ping(what?: 'read' | 'write'): Promise<void>;
  /** Resolves when all that was begun is done and the files or connections are let go. */
  close(): Promise<void>;
};
