import type { Server } from 'socket.io';
import type { Outbox } from '../calls/Connection.ts';
import type { ParleyServer } from './SocketConnection.ts';

/** Sends a call's news to its sockets; each is encoded once for all of them. */
export function createOutbox(server: () => ParleyServer): Outbox {
  // socket.io cannot know that this name and this data belong together; RoomEvent says so.
  const to = (channel: string) => (server() as Server).to(channel);
  return {
    publish: (channel, { name, data, seq }) => to(channel).emit(name, data, seq),
    publishMoment: (channel, { name, data }) => to(channel).emit(name, data),
  };
}
