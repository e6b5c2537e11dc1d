// A bare socket.io server that knows nothing: whatever one socket says, all are told. Nothing of Parley is in it.

import { Server } from 'socket.io';
import type { ListenerEvents, SpeakerEvents } from './broadcastWire.ts';

const server = new Server<SpeakerEvents, ListenerEvents>(Number(process.env['PORT']), {
  transports: ['websocket'],
});
let count = 0;
server.on('connection', (socket) => {
  socket.on('say', (said, answer) => {
    count += 1;
    server.emit('said', said, count);
    answer();
  });
  socket.on('used', (answer) => {
    const { user, system } = process.cpuUsage();
    answer({ cpuS: (user + system) / 1e6, memory: process.memoryUsage.rss() });
  });
});
process.stdout.write(`${JSON.stringify({ msg: 'listening' })}\n`);
