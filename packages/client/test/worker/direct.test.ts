import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { MediaSample } from '../../src/media/stats/MediaSample.ts';
import { CallSession } from '../../src/session/CallSession.ts';
import { selectPublication } from '../../src/session/store/selectors.ts';
import { greyCamera, hear, seeFrame, toneMicrophone, untilState } from '../support/headless.ts';
import { recordingLog } from '../support/recordingLog.ts';

const LOUD = (rms: number) => rms > 1_000;
const SILENT = (rms: number) => rms < 10;
/** Below this nothing but checks and reports passes, in bit/s; a voice has ten times as much. */
const NO_MEDIA = 3_000;
/** A machine on which everything stands still now and then is waited for until it does not. */
const PATIENTLY = { timeout: 120_000 };

/** Programs in calls over a real server that lets two of them connect straight to each other. */
describe('two, straight to each other', () => {
  let server: ParleyServer;
  const ending: (() => unknown)[] = [];

  beforeAll(async () => {
    server = await ParleyServer.start({ DIRECT_CALLS: 'on' });
  });
  afterEach(async () => {
    for (const end of ending.splice(0)) await end();
  });
  afterAll(() => server.stop());

  /** Somebody who speaks and is seen. */
  async function join(room: string, name: string): Promise<CallSession> {
    const rtc = { handlerName: 'Chrome111' } as const;
    const session = new CallSession({
      url: server.url,
      room,
      log: recordingLog(),
      rtc,
      isDirectAllowed: true,
    });
    const [voice, camera] = [toneMicrophone(440), greyCamera(200)];
    ending.push(
      () => session.leave(),
      () => voice.stop(),
      () => camera.stop(),
    );
    await session.publishTrack('microphone', voice.track);
    await session.publishTrack('camera', camera.track);
    await session.join(name);
    return session;
  }

  async function pair(room: string) {
    const [ann, bob] = await Promise.all([join(room, 'Ann'), join(room, 'Bob')]);
    await Promise.all([isDirect(ann, true), isDirect(bob, true)]);
    return { ann, bob };
  }

  it(
    'nothing goes through the SFU, and what is turned off and on is so at the other end',
    PATIENTLY,
    async () => {
      const { ann, bob } = await pair('alone');
      for (const one of [ann, bob]) {
        const { direct, send, receive } = await untilSample(one, (sample) =>
          [...sample.sent, ...sample.received].every((stream) => stream.isDirect && stream.packets > 0),
        );
        expect(direct).toMatchObject({ state: 'connected', isRelayed: false });
        expect(direct?.receivedBitrate).toBeGreaterThan(NO_MEDIA);
        expect(send?.state).toBe('connected');
        expect(receive?.state).toBe('connected');
        await untilSample(one, (sample) => (sample.send?.sentBitrate ?? 0) < NO_MEDIA);
      }

      await ann.setMicrophone(false);
      await untilState(bob, ({ publications }) => microphoneOf(publications)?.isPaused);
      await hears(bob, 'Ann', SILENT);
      await ann.setMicrophone(true);
      await hears(bob, 'Ann', LOUD);

      const darker = greyCamera(60);
      ending.push(() => darker.stop());
      await ann.setCamera(false);
      await ann.publishTrack('camera', darker.track);
      await sees(bob, 'Ann', 'camera', 60);

      const screen = greyCamera(120);
      ending.push(() => screen.stop());
      await ann.publishTrack('screen', screen.track);
      await untilSample(bob, ({ received }) => received.length === 3 && received.every(isFlowing));
      await sees(bob, 'Ann', 'screen', 120);

      await Promise.all([isDirect(ann, true), isDirect(bob, true)]);
      await areWell(ann, bob);

      function microphoneOf(publications: State['publications']) {
        return Object.values(publications).find(
          ({ peerId, source }) => peerId === ann.store.getState().selfId && source === 'microphone',
        );
      }
    },
  );

  it(
    'a third person moves the call to the SFU, where all hear all, and it comes back',
    PATIENTLY,
    async () => {
      const { ann, bob } = await pair('third');
      const cleo = await join('third', 'Cleo');
      await Promise.all([ann, bob].map((one) => isDirect(one, false)));
      await Promise.all([
        ...[bob, cleo].map((one) => hears(one, 'Ann', LOUD)),
        ...[ann, cleo].map((one) => hears(one, 'Bob', LOUD)),
        ...[ann, bob].map((one) => hears(one, 'Cleo', LOUD)),
      ]);
      for (const one of [ann, bob]) {
        await untilSample(one, ({ sent, received }) =>
          [...sent, ...received].every((stream) => !stream.isDirect && stream.packets > 0),
        );
      }
      await cleo.leave();
      await Promise.all([ann, bob].map((one) => isDirect(one, true)));
      await hears(bob, 'Ann', LOUD);
      await hears(ann, 'Bob', LOUD);
      await areWell(ann, bob);
    },
  );

  it(
    'reactions, and who is writing, go past the server as long as there is a way',
    PATIENTLY,
    async () => {
      const { ann, bob } = await pair('asides');
      const annId = ann.store.getState().selfId ?? '';
      const knows = (name: string) => server.log.some((line) => line.includes(`"request":"${name}"`));
      const shows = (one: CallSession, reaction: string) =>
        untilState(one, ({ reactions }) =>
          reactions.some((shown) => shown.peerId === annId && shown.reaction === reaction),
        );
      await Promise.all([ann.react('🎉'), shows(ann, '🎉'), shows(bob, '🎉')]);
      ann.setWriting(true);
      await untilState(bob, ({ writers }) => writers.includes(annId));
      ann.setWriting(false);
      await untilState(bob, ({ writers }) => writers.length === 0);
      expect([knows('direct:tell'), knows('reaction:send'), knows('chat:setWriting')]).toEqual([
        true,
        false,
        false,
      ]);

      bob.setDirectAllowed(false);
      await Promise.all([ann, bob].map((one) => isDirect(one, false)));
      await Promise.all([ann.react('👏'), shows(ann, '👏'), shows(bob, '👏')]);
      ann.setWriting(true);
      await untilState(bob, ({ writers }) => writers.includes(annId));
      await expect.poll(() => knows('reaction:send') && knows('chat:setWriting'), PATIENTLY).toBe(true);
    },
  );

  it('who does not want it any more is heard over the SFU', PATIENTLY, async () => {
    const { ann, bob } = await pair('refused');
    bob.setDirectAllowed(false);
    await Promise.all([ann, bob].map((one) => isDirect(one, false)));
    for (const one of [ann, bob]) await untilSample(one, ({ direct }) => direct === null);
    await hears(bob, 'Ann', LOUD);
    await hears(ann, 'Bob', LOUD);
    bob.setDirectAllowed(true);
    await Promise.all([ann, bob].map((one) => isDirect(one, true)));
    await areWell(ann, bob);
  });

  it('a way that is lost in mid-call is replaced by the SFU’s', PATIENTLY, async () => {
    const made: RTCPeerConnection[] = [];
    let isBlocked = false;
    const Original = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
        if (isBlocked) this.close();
      }
    };
    ending.push(() => {
      globalThis.RTCPeerConnection = Original;
    });
    const { ann, bob } = await pair('lost');
    isBlocked = true;
    // Those to the SFU were made before; one end of it is enough.
    made.findLast((connection) => connection.connectionState === 'connected')?.close();
    await Promise.all([ann, bob].map((one) => isDirect(one, false)));
    for (const one of [ann, bob]) {
      await untilSample(one, ({ sent, received }) =>
        [...sent, ...received].every((stream) => !stream.isDirect && stream.packets > 0),
      );
    }
    await hears(bob, 'Ann', LOUD);
    await hears(ann, 'Bob', LOUD);
  });
});

type State = ReturnType<CallSession['store']['getState']>;
type Heard = 'microphone' | 'camera' | 'screen';

const isFlowing = ({ packets, isDirect }: MediaSample['received'][number]) => isDirect && packets > 0;

function isDirect(session: CallSession, isOn: boolean): Promise<true> {
  return untilState(session, ({ direct }) => direct.isOn === isOn || undefined);
}

/** The server, which compares what one sends with what the other gets, finds nothing amiss. */
async function areWell(...sessions: readonly CallSession[]): Promise<void> {
  await Promise.all(sessions.map((one) => untilState(one, ({ troubles }) => troubles.length === 0)));
}

function untilSample(
  session: CallSession,
  isRight: (sample: MediaSample) => boolean,
): Promise<MediaSample> {
  return new Promise((resolve) => {
    const stop = session.stats.subscribe((sample) => {
      if (!isRight(sample)) return;
      stop();
      resolve(sample);
    });
  });
}

function publicationOf(state: State, name: string, source: Heard) {
  const peer = Object.values(state.peers).find((one) => one.name === name);
  return peer && selectPublication(state, peer.peerId, source);
}

/** Whichever way it comes, and also when that becomes another one meanwhile. */
async function follow(
  session: CallSession,
  name: string,
  source: Heard,
  perceive: (track: MediaStreamTrack) => Promise<unknown>,
): Promise<void> {
  const trackIn = (state: State) => {
    const publication = publicationOf(state, name, source);
    return publication && state.received[publication.publicationId];
  };
  for (let isPerceived = false; !isPerceived; ) {
    const track = await untilState(session, trackIn);
    isPerceived = await Promise.race([
      perceive(track).then(() => true),
      untilState(session, (state) => trackIn(state) !== track).then(() => false),
    ]);
  }
}

const hears = (session: CallSession, name: string, isRight: (rms: number) => boolean) =>
  follow(session, name, 'microphone', (track) => hear(track, isRight));

const sees = (session: CallSession, name: string, source: Heard, grey: number) =>
  follow(session, name, source, (track) =>
    seeFrame(track, (brightness) => Math.abs(brightness - grey) < 20),
  );
