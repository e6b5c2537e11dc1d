import type { Database } from './Database.ts';

/** Belongs into the transaction that forgets why there were such rooms. */
export async function forgetRooms(transaction: Database, rooms: readonly string[]): Promise<void> {
  await transaction.deleteFrom('files').where('room', 'in', rooms).execute();
  await transaction.deleteFrom('chat_messages').where('room', 'in', rooms).execute();
  await transaction.deleteFrom('rooms').where('name', 'in', rooms).execute();
}
