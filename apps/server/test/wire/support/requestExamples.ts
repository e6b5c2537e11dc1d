import type { RequestName, RequestOf } from '@parley/protocol/contract';
import { FAKE_RTP_CAPABILITIES, fakeRtpParameters } from '../../../src/media/fake/fakeParameters.ts';
import { joinRequest } from './TestClient.ts';

/** What examples name; `random` makes ids that are new. */
export type ExampleContext = {
  room: string;
  peerId: string;
  publicationId: string;
  newId: () => string;
};

/** A request of every kind that is in form, or this does not compile. */
export function requestExamples({ room, peerId, publicationId, newId }: ExampleContext): {
  [Name in RequestName]: RequestOf<Name>;
} {
  const size = { width: 640, height: 360 };
  return {
    'room:preview': { room },
    'room:prepare': { room, media: { rtpCapabilities: FAKE_RTP_CAPABILITIES } },
    'room:join': joinRequest(room, 'Somebody'),
    'room:resume': { room, peerId, resumeToken: 't'.repeat(43), since: 0 },
    'room:leave': {},
    'peer:setName': { name: 'Another' },
    'hand:set': { isRaised: true },
    'reaction:send': { reaction: '👍' },
    'chat:send': { messageId: newId(), text: 'hello' },
    'chat:setWriting': { isWriting: true },
    'chat:history': { before: 10 },
    'file:offer': { name: 'plan.pdf', size: 4_096, mediaType: 'application/pdf' },
    'media:open': joinRequest(room, 'Somebody').media,
    'media:connect': { direction: 'send', fingerprint: { algorithm: 'sha-256', value: 'AB:CD' } },
    'media:publish': { source: 'camera', rtpParameters: fakeRtpParameters('video'), isPaused: false },
    'media:setPaused': { publicationId, isPaused: true },
    'media:setResting': { publicationId, isResting: true },
    'media:unpublish': { publicationId },
    'media:want': { wishes: [{ publicationId, size }] },
    'media:resume': { consumerIds: [newId()] },
    'media:restartIce': { direction: 'receive' },
    'direct:setAllowed': { isAllowed: true },
    'direct:tell': {
      pairId: newId(),
      signal: { kind: 'state', attempt: 1, wanted: [publicationId], settled: [] },
    },
    'health:reportJoin': {
      socketMs: 30,
      joinMs: 40,
      transportsMs: 90,
      firstPacketMs: 95,
      firstFrameMs: 140,
    },
    'health:report': {
      spanMs: 2_000,
      sent: [{ publicationId, packets: 100, level: 30, fault: 'digital-silence' }],
      received: [{ publicationId, packets: 0, stalledMs: 2_000, level: 127 }],
      uplink: { loss: 0.5, roundTripMs: 90 },
    },
  };
}
