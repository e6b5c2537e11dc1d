// A plain mediasoup room, as the public demonstrations are built: one room in memory, a peer is its socket
// and is gone with it, and when the media worker dies the process ends two seconds later, for whatever
// watches it to start it again. Nothing of Parley is in it.

import { createWorker } from 'mediasoup';
import type { Consumer, WebRtcTransport } from 'mediasoup/types';
import type { types } from 'mediasoup-client';
import { Server } from 'socket.io';
import type { ClientEvents, ServerEvents } from './wire.ts';

const PORT = Number(process.env['PORT']);
const MEDIA_IP = process.env['MEDIA_IP'] ?? '127.0.0.1';
const MEDIA_PORT = Number(process.env['MEDIA_PORT']);
const DIES_AFTER_ITS_WORKER_MS = 2_000;

// One request that fails does not end a demonstration.
process.on('unhandledRejection', () => {});

const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
const worker = await createWorker(workerBin === undefined ? {} : { workerBin });
worker.on('died', () => setTimeout(() => process.exit(1), DIES_AFTER_ITS_WORKER_MS));
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: [{ protocol: 'udp', ip: MEDIA_IP, port: MEDIA_PORT }],
});
const router = await worker.createRouter({
  mediaCodecs: [
    { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
    { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  ],
});
const producerIds = new Set<string>();

const server = new Server<ClientEvents, ServerEvents>(PORT, { transports: ['websocket'] });
server.on('connection', (socket) => {
  const transports = new Map<string, WebRtcTransport>();
  const consumers = new Map<string, Consumer>();
  const transport = (id: string) => {
    const found = transports.get(id);
    if (!found) throw new Error(`no transport ${id}`);
    return found;
  };
  socket.on('disconnect', () => {
    for (const one of transports.values()) one.close();
  });
  socket.on('join', (answer) =>
    answer(router.rtpCapabilities as types.RtpCapabilities, [...producerIds]),
  );
  socket.on('createTransport', async (answer) => {
    const made = await router.createWebRtcTransport({ webRtcServer });
    transports.set(made.id, made);
    const { id, iceParameters, iceCandidates, dtlsParameters } = made;
    answer({ id, iceParameters, iceCandidates, dtlsParameters });
  });
  socket.on('connectTransport', async (id, dtlsParameters, answer) => {
    await transport(id).connect({ dtlsParameters });
    answer();
  });
  socket.on('produce', async (id, { kind, rtpParameters }, answer) => {
    const producer = await transport(id).produce({ kind, rtpParameters });
    producerIds.add(producer.id);
    producer.observer.once('close', () => producerIds.delete(producer.id));
    socket.broadcast.emit('newProducer', producer.id);
    answer(producer.id);
  });
  socket.on('consume', async (id, { producerId, rtpCapabilities }, answer) => {
    const consumer = await transport(id).consume({ producerId, rtpCapabilities, paused: true });
    consumers.set(consumer.id, consumer);
    // The two halves of mediasoup describe the same in types of their own.
    const rtpParameters = consumer.rtpParameters as types.RtpParameters;
    answer({ id: consumer.id, producerId, kind: consumer.kind, rtpParameters });
  });
  socket.on('resume', async (id, answer) => {
    await consumers.get(id)?.resume();
    answer();
  });
});
process.stdout.write(`${JSON.stringify({ msg: 'listening', workerPid: worker.pid })}\n`);
