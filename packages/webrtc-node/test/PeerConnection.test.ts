import wrtc from '@roamhq/wrtc';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PeerConnection } from '../src/PeerConnection.ts';

/** A connection that is closed when the test ends. */
function connect(): PeerConnection {
  const connection = new PeerConnection();
  connection.addTransceiver('audio');
  onTestFinished(() => connection.close());
  return connection;
}

/** Offer and answer, both set on both sides. */
async function agree(offerer: PeerConnection, answerer: PeerConnection) {
  const offer = await offerer.createOffer();
  await offerer.setLocalDescription(offer);
  await answerer.setRemoteDescription(offer);
  const answer = await answerer.createAnswer();
  await answerer.setLocalDescription(answer);
  await offerer.setRemoteDescription(answer);
  return { offer, answer };
}

/** Of both sides, what is agreed on, what is on the table, and what is shown of the two. */
function descriptions(connection: PeerConnection) {
  const { currentLocalDescription, pendingLocalDescription, localDescription } = connection;
  const { currentRemoteDescription, pendingRemoteDescription, remoteDescription } = connection;
  return {
    current: [sdpOf(currentLocalDescription), sdpOf(currentRemoteDescription)],
    pending: [sdpOf(pendingLocalDescription), sdpOf(pendingRemoteDescription)],
    shown: [sdpOf(localDescription), sdpOf(remoteDescription)],
  };
}

function sdpOf(description: RTCSessionDescription | null): string | undefined {
  return description?.sdp;
}

test('before anything is set there is no description', () => {
  const [none, nobody] = [[undefined, undefined], connect()];

  expect(descriptions(nobody)).toEqual({ current: none, pending: none, shown: none });
});

test('an offer is pending until its answer is set; then both are current', async () => {
  const [ann, bob] = [connect(), connect()];
  const offer = await ann.createOffer();

  await ann.setLocalDescription(offer);
  await bob.setRemoteDescription(offer);

  expect(descriptions(ann)).toEqual({
    current: [undefined, undefined],
    pending: [offer.sdp, undefined],
    shown: [offer.sdp, undefined],
  });
  expect(descriptions(bob)).toEqual({
    current: [undefined, undefined],
    pending: [undefined, offer.sdp],
    shown: [undefined, offer.sdp],
  });

  const answer = await bob.createAnswer();
  await bob.setLocalDescription(answer);
  await ann.setRemoteDescription(answer);

  expect(descriptions(ann)).toEqual({
    current: [offer.sdp, answer.sdp],
    pending: [undefined, undefined],
    shown: [offer.sdp, answer.sdp],
  });
  expect(descriptions(bob)).toEqual({
    current: [answer.sdp, offer.sdp],
    pending: [undefined, undefined],
    shown: [answer.sdp, offer.sdp],
  });
});

test('a description that is read is one of the browser’s kind', async () => {
  const ann = connect();
  const offer = await ann.createOffer();

  await ann.setLocalDescription(offer);

  expect(ann.localDescription).toBeInstanceOf(wrtc.RTCSessionDescription);
  expect(JSON.parse(JSON.stringify(ann.localDescription))).toEqual(offer);
});

test('while a second offer waits for its answer, what was agreed on before stays current', async () => {
  const [ann, bob] = [connect(), connect()];
  const { offer, answer } = await agree(ann, bob);
  ann.addTransceiver('video');
  const second = await ann.createOffer();

  await ann.setLocalDescription(second);

  expect(descriptions(ann)).toEqual({
    current: [offer.sdp, answer.sdp],
    pending: [second.sdp, undefined],
    shown: [second.sdp, answer.sdp],
  });
});

test('a rollback takes what is pending from the table', async () => {
  const [ann, bob] = [connect(), connect()];
  const { offer, answer } = await agree(ann, bob);
  const second = await ann.createOffer();
  await ann.setLocalDescription(second);
  await bob.setRemoteDescription(second);

  await ann.setLocalDescription({ type: 'rollback' });
  await bob.setRemoteDescription({ type: 'rollback' });

  const agreed = { pending: [undefined, undefined] };
  expect(descriptions(ann)).toMatchObject({ ...agreed, shown: [offer.sdp, answer.sdp] });
  expect(descriptions(bob)).toMatchObject({ ...agreed, shown: [answer.sdp, offer.sdp] });
});

test('a provisional answer is pending beside the offer, and the last one makes both current', async () => {
  const [ann, bob] = [connect(), connect()];
  const offer = await ann.createOffer();
  await ann.setLocalDescription(offer);
  await bob.setRemoteDescription(offer);
  const answer = await bob.createAnswer();
  const provisional = { type: 'pranswer', sdp: answer.sdp ?? '' } as const;

  await bob.setLocalDescription(provisional);
  await ann.setRemoteDescription(provisional);

  expect(descriptions(ann).pending).toEqual([offer.sdp, answer.sdp]);
  expect(descriptions(bob).pending).toEqual([answer.sdp, offer.sdp]);
  expect(ann.remoteDescription?.type).toBe('pranswer');

  await bob.setLocalDescription(answer);
  await ann.setRemoteDescription(answer);

  expect(descriptions(ann).current).toEqual([offer.sdp, answer.sdp]);
  expect(descriptions(bob).current).toEqual([answer.sdp, offer.sdp]);
});

test('two offers at once: the other side’s is refused until the own one is rolled back', async () => {
  const [ann, bob] = [connect(), connect()];
  const [fromAnn, fromBob] = [await ann.createOffer(), await bob.createOffer()];
  await ann.setLocalDescription(fromAnn);
  await bob.setLocalDescription(fromBob);

  await expect(ann.setRemoteDescription(fromBob)).rejects.toThrow();
  expect(descriptions(ann).shown).toEqual([fromAnn.sdp, undefined]);

  await ann.setLocalDescription({ type: 'rollback' });
  await ann.setRemoteDescription(fromBob);
  expect(descriptions(ann).shown).toEqual([undefined, fromBob.sdp]);
});

test('what the connection refuses changes nothing', async () => {
  const ann = connect();
  const offer = await ann.createOffer();
  await ann.setLocalDescription(offer);

  await expect(ann.setLocalDescription({ type: 'answer', sdp: 'nonsense' })).rejects.toThrow();

  expect(descriptions(ann).shown).toEqual([offer.sdp, undefined]);
});

test.each([undefined, {}, { type: 'offer' }, { type: 'offer', sdp: '' }] as (
  | RTCLocalSessionDescriptionInit
  | undefined
)[])('a description that is not whole is refused: %j', async (description) => {
  const ann = connect();
  await ann.createOffer();

  await expect(ann.setLocalDescription(description)).rejects.toThrow(/given with type and sdp/);

  expect(ann.signalingState).toBe('stable');
  expect(ann.localDescription).toBeNull();
});

// wrtc's own getters show candidates. They must not be called: they read what another thread is writing.
test('candidates come with their events; no description that was set before has them', async () => {
  const [ann, bob] = [connect(), connect()];
  const candidates: RTCIceCandidate[] = [];
  ann.addEventListener('icecandidate', ({ candidate }) => candidate && candidates.push(candidate));
  const offer = await ann.createOffer();

  await ann.setLocalDescription(offer);
  await bob.setRemoteDescription(offer);
  await vi.waitFor(() => expect(ann.iceGatheringState).toBe('complete'));
  for (const candidate of candidates) await bob.addIceCandidate(candidate);

  expect(candidates).not.toEqual([]);
  expect(descriptions(ann)).toMatchObject({
    pending: [offer.sdp, undefined],
    shown: [offer.sdp, undefined],
  });
  expect(descriptions(bob)).toMatchObject({
    pending: [undefined, offer.sdp],
    shown: [undefined, offer.sdp],
  });

  const answer = await bob.createAnswer();
  await bob.setLocalDescription(answer);
  await ann.setRemoteDescription(answer);

  expect(descriptions(ann).current).toEqual([offer.sdp, answer.sdp]);
  expect(descriptions(bob).current).toEqual([answer.sdp, offer.sdp]);
});

test('what was agreed on can still be read once the connection is closed', async () => {
  const [ann, bob] = [connect(), connect()];
  const { offer, answer } = await agree(ann, bob);

  ann.close();

  expect(descriptions(ann).shown).toEqual([offer.sdp, answer.sdp]);
});
