import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type ParleySocket, SocketConnection } from '../../src/signaling/SocketConnection.ts';

test('a line that outlives its sockets does not remember them', () => {
  const conn = new EventEmitter();
  for (let time = 0; time < 3; time++) {
    const socket = Object.assign(new EventEmitter(), { conn });
    new SocketConnection(socket as unknown as ParleySocket, 60_000);
    expect(conn.listenerCount('packet')).toBe(1);
    socket.emit('disconnect', 'client namespace disconnect');
    expect(conn.listenerCount('packet')).toBe(0);
  }
});
