// A robot in a meeting: it joins a room, shows a picture that grows lighter and darker, greets whoever
// comes and answers "time" in the chat. Ctrl-C makes it leave.
//
//     node docs/examples/robot.ts http://127.0.0.1:3000 my-room

import { CallSession } from '@parley/client/session/CallSession';
import { selectPeers } from '@parley/client/session/store/selectors';
import { RTCVideoSource } from '@parley/webrtc-node/nonstandard';
// Node has no WebRTC of its own; the engine looks for it where a browser has it.
import '@parley/webrtc-node/globals';

const [url = 'http://127.0.0.1:3000', room = 'robots'] = process.argv.slice(2);
const session = new CallSession({ url, room, rtc: { handlerName: 'Chrome111' } });

await session.publishTrack('camera', breathingPicture());
await session.join('Robot');
console.log(`In ${room}. Ctrl-C leaves.`);

session.store.subscribe((state, before) => {
  for (const peer of selectPeers(state)) {
    if (!before.peers[peer.peerId] && peer.peerId !== state.selfId) {
      session.sendChat(`Hello ${peer.name}. Write "time" and I tell it.`);
    }
  }
  for (const message of state.chat.messages) {
    const isNew = !before.chat.messages.some(({ position }) => position === message.position);
    if (isNew && message.text.trim().toLowerCase() === 'time') {
      session.sendChat(new Date().toLocaleTimeString());
    }
  }
  if (state.connection !== before.connection) console.log(state.connection.status);
});

process.once('SIGINT', () => {
  void session.leave().then(() => process.exit());
});

function breathingPicture(): MediaStreamTrack {
  const source = new RTCVideoSource();
  const [width, height] = [640, 360];
  // I420: all of the luma, then the two smaller planes of colour.
  const data = new Uint8Array(width * height * 1.5).fill(128);
  setInterval(() => {
    data.fill(128 + 100 * Math.sin(Date.now() / 1_000), 0, width * height);
    source.onFrame({ width, height, data });
  }, 50);
  return source.createTrack();
}
