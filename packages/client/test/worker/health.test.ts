import type { Fault } from '@parley/protocol/faults';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FaultClient } from '../../../../e2e/fixtures/faults.ts';
import { readMetrics } from '../../../../e2e/fixtures/metrics.ts';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { CallSession } from '../../src/session/CallSession.ts';
import { selectPublication } from '../../src/session/store/selectors.ts';
import {
  greyCamera,
  headlessSession,
  hear,
  seeFrame,
  toneMicrophone,
  untilState,
} from '../support/headless.ts';

/** Two programs in a call over a real server, whose SFU is made to do what nobody told it to. */
describe('what does not arrive', () => {
  let server: ParleyServer;
  const ending: (() => unknown)[] = [];

  beforeAll(async () => {
    server = await ParleyServer.start({ FAULTS: '1' });
  });
  afterEach(async () => {
    for (const end of ending.splice(0)) await end();
  });
  afterAll(() => server.stop());

  const plant = (fault: Fault) => new FaultClient(server.url).plant(fault);

  async function metric(name: string): Promise<number> {
    return (await readMetrics(server)).get(name) ?? 0;
  }

  /** Ann, who speaks and is seen, and Bob, who hears and sees her. */
  async function call(room: string) {
    const [ann, bob] = [headlessSession(server.url, room), headlessSession(server.url, room)];
    const [voice, camera] = [toneMicrophone(440), greyCamera(200)];
    ending.push(
      () => ann.leave(),
      () => bob.leave(),
      () => voice.stop(),
      () => camera.stop(),
    );
    await ann.publishTrack('microphone', voice.track);
    await ann.publishTrack('camera', camera.track);
    await Promise.all([ann.join('Ann'), bob.join('Bob')]);
    const heard = await received(bob, 'microphone');
    const seen = await received(bob, 'camera');
    await hear(heard.track, (rms) => rms > 1_000);
    await seeFrame(seen.track, (brightness) => brightness > 150);
    return { ann, bob, heard, seen };
  }

  function received(session: CallSession, source: 'microphone' | 'camera') {
    return untilState(session, (state) => {
      const ann = Object.values(state.peers).find(({ name }) => name === 'Ann');
      const publicationId = ann && selectPublication(state, ann.peerId, source)?.publicationId;
      const track = publicationId === undefined ? undefined : state.received[publicationId];
      return publicationId !== undefined && track && { publicationId, track };
    });
  }

  it.each(['microphone', 'camera'] as const)(
    'a %s whose consumer was paused behind its back is found, healed and there again',
    async (source) => {
      const { ann, bob, heard, seen } = await call(`paused-${source}`);
      const { publicationId } = source === 'microphone' ? heard : seen;
      const before = await metric('parley_heal_steps_total{step="resume-consumer"}');
      await plant({ kind: 'consumer-pause', peerId: selfIdOf(bob), publicationId });
      const isKnown = (session: CallSession) =>
        untilState(session, ({ troubles }) =>
          troubles.find((one) => one.publicationId === publicationId && one.place === 'sfu'),
        );
      const [toldAnn, toldBob] = await Promise.all([isKnown(ann), isKnown(bob)]);
      expect(toldAnn).toEqual(toldBob);
      expect(toldBob).toMatchObject({
        kind: 'no-packets',
        peerId: ann.store.getState().selfId,
        receiverId: bob.store.getState().selfId,
        isHealing: true,
      });
      await Promise.all(
        [ann, bob].map((one) => untilState(one, ({ troubles }) => troubles.length === 0)),
      );
      if (source === 'microphone') await hear(heard.track, (rms) => rms > 1_000);
      else await seeFrame(seen.track, (brightness) => brightness > 150);
      expect(await metric('parley_heal_steps_total{step="resume-consumer"}')).toBe(before + 1);
    },
  );

  it('a producer that was paused behind its back is found and healed', async () => {
    const { bob, heard } = await call('paused-producer');
    await plant({ kind: 'producer-pause', publicationId: heard.publicationId });
    await untilState(bob, ({ troubles }) =>
      troubles.find((one) => one.place === 'sfu' && one.receiverId === null),
    );
    await untilState(bob, ({ troubles }) => troubles.length === 0);
    await hear(heard.track, (rms) => rms > 1_000);
  });

  it('a transport that is gone in the SFU is replaced', async () => {
    const { bob, heard } = await call('closed-transport');
    const before = await metric('parley_heal_steps_total{step="rebuild"}');
    await plant({ kind: 'transport-close', peerId: selfIdOf(bob), direction: 'receive' });
    const again = await untilState(bob, (state) => {
      const track = state.received[heard.publicationId];
      return track && track !== heard.track && state.troubles.length === 0 && track;
    });
    await hear(again, (rms) => rms > 1_000);
    expect(await metric('parley_heal_steps_total{step="rebuild"}')).toBe(before + 1);
  });
});

function selfIdOf(session: CallSession): string {
  const { selfId } = session.store.getState();
  if (selfId === null) throw new Error('not in the call');
  return selfId;
}
