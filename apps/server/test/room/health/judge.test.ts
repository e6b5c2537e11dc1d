import { describe, expect, test } from 'vitest';
import { World } from './World.ts';

const TEN_MINUTES = 600_000;
const SOON = 3_000;

/** Ann and Ben, who have been in a call for a while. */
function call(): { world: World; voice: string; camera: string } {
  const world = new World('ann', 'ben');
  const voice = world.publish('ann', 'microphone');
  const camera = world.publish('ann', 'camera');
  world.publish('ben', 'microphone');
  world.publish('ben', 'camera');
  world.pass(10_000);
  return { world, voice, camera };
}

describe('no false alarm in ten minutes', () => {
  test('of people who talk in turn', () => {
    const { world, voice } = call();
    for (let turn = 0; turn < 150; turn += 1) {
      world.speak(voice, turn % 2 === 0);
      world.speak('ben-microphone', turn % 3 === 0);
      world.pass(4_000);
    }
    expect(world.history).toEqual([]);
  });

  test('of silence, in which hardly a packet is sent', () => {
    const { world } = call();
    world.pass(TEN_MINUTES);
    expect(world.history).toEqual([]);
  });

  test('of exact silence at the receiver, as comfort noise can be', () => {
    const { world, voice } = call();
    world.sending(voice).level = 127;
    world.pass(TEN_MINUTES);
    expect(world.history).toEqual([]);
  });

  test('of one muted person, who unmutes and mutes again', () => {
    const { world, voice } = call();
    for (let minute = 0; minute < 10; minute += 1) {
      world.setPaused(voice, true);
      world.pass(50_000);
      world.setPaused(voice, false);
      world.speak(voice);
      world.pass(10_000);
    }
    expect(world.history).toEqual([]);
  });

  test('of a camera that is paused', () => {
    const { world, camera } = call();
    world.setPaused(camera, true);
    world.pass(TEN_MINUTES);
    expect(world.history).toEqual([]);
  });

  test('of a hidden tab, which reports rarely and watches no picture', () => {
    const { world, camera, voice } = call();
    world.unwatch('ben', camera);
    world.speak(voice);
    for (let minute = 0; minute < 10; minute += 1) {
      world.reporting.delete('ben');
      world.pass(59_000);
      world.reporting.add('ben');
      world.pass(1_000);
    }
    expect(world.history).toEqual([]);
  });

  test('of a shared screen that stands still, and moves now and then', () => {
    const { world } = call();
    const screen = world.publish('ann', 'screen');
    for (let turn = 0; turn < 60; turn += 1) {
      const moves = turn % 3 === 0;
      world.sending(screen).framesPerSecond = moves ? 10 : 0;
      world.sending(screen).packetsPerSecond = moves ? 40 : 0;
      world.pass(10_000);
    }
    expect(world.history).toEqual([]);
  });

  test('of a camera on which nothing moves, with pauses between its few frames', () => {
    const { world, camera } = call();
    Object.assign(world.sending(camera), { framesPerSecond: 2, packetsPerSecond: 2 });
    for (let turn = 0; turn < 100; turn += 1) {
      world.sending(camera).isUplinkCut = true;
      world.pass(2_500);
      world.sending(camera).isUplinkCut = false;
      world.pass(2_500);
    }
    expect(world.history).toEqual([]);
  });

  test('of packets that get lost now and then', () => {
    const { world, voice } = call();
    for (let turn = 0; turn < 100; turn += 1) {
      world.pass(4_700);
      world.way('ben', voice).isDownlinkCut = true;
      world.pass(1_300);
      world.way('ben', voice).isDownlinkCut = false;
    }
    expect(world.history).toEqual([]);
  });

  test('of people who come, go and come back', () => {
    const { world } = call();
    for (let turn = 0; turn < 60; turn += 1) {
      world.join('cy');
      world.publish('cy', 'microphone');
      // Its transports take a while.
      world.way('ann', 'cy-microphone').isDownlinkCut = true;
      world.pass(1_400);
      world.way('ann', 'cy-microphone').isDownlinkCut = false;
      world.pass(3_600);
      world.away.add('cy');
      world.pass(3_000);
      world.away.delete('cy');
      world.pass(1_000);
      world.leave('cy');
      world.pass(1_000);
    }
    expect(world.history).toEqual([]);
  });
});

describe('found within three seconds', () => {
  /** Breaks something at each tenth of a second of two, so that no report is awaited by luck. */
  const each = (
    breakIt: (made: ReturnType<typeof call>) => void,
    expected: Record<string, unknown>,
    prepare: (made: ReturnType<typeof call>) => void = ({ world, voice }) => world.speak(voice),
  ) => {
    for (let offset = 0; offset < 2_000; offset += 100) {
      const made = call();
      prepare(made);
      made.world.pass(4_000 + offset);
      expect(made.world.findings).toEqual([]);
      breakIt(made);
      expect(made.world.passUntilFound(10_000)).toBeLessThanOrEqual(SOON);
      made.world.pass(1_000);
      expect(made.world.findings).toMatchObject([expected]);
    }
  };

  test('a consumer that was paused behind its back', () => {
    each(
      ({ world, voice }) => {
        world.way('ben', voice).isConsumerPaused = true;
      },
      { kind: 'no-packets', place: 'sfu', receiverId: 'ben' },
    );
  });

  test('a consumer of a silent microphone, too', () => {
    each(
      ({ world, voice }) => {
        world.way('ben', voice).isConsumerPaused = true;
      },
      { kind: 'no-packets', place: 'sfu', receiverId: 'ben' },
      () => {},
    );
  });

  test('a producer that was paused behind its back', () => {
    each(
      ({ world, voice }) => {
        world.sending(voice).isProducerPaused = true;
      },
      { kind: 'no-packets', place: 'sfu', receiverId: null },
    );
  });

  test('a downlink that carries a voice no longer', () => {
    each(
      ({ world, voice }) => {
        world.way('ben', voice).isDownlinkCut = true;
      },
      { kind: 'no-packets', place: 'downlink', receiverId: 'ben', isWholeDownlink: false },
    );
  });

  test('an uplink that carries a voice no longer', () => {
    each(
      ({ world, voice }) => {
        world.sending(voice).isUplinkCut = true;
      },
      { kind: 'no-packets', place: 'uplink', receiverId: null },
    );
  });

  test('a voice of which only zeros come out', () => {
    each(
      ({ world, voice }) => {
        world.way('ben', voice).isDeaf = true;
      },
      { kind: 'not-heard', place: 'receiver', receiverId: 'ben' },
    );
  });

  test('a picture that stands still although its packets arrive', () => {
    each(
      ({ world, camera }) => {
        world.way('ben', camera).isDeaf = true;
      },
      { kind: 'frozen', place: 'receiver', receiverId: 'ben' },
    );
  });

  test.each(['digital-silence', 'muted-by-system', 'ended', 'black', 'frozen'] as const)(
    'what the sender says of its own device: %s',
    (fault) => {
      each(
        ({ world, voice }) => {
          world.sending(voice).fault = fault;
        },
        { kind: fault, place: 'sender', receiverId: null },
      );
    },
  );
});

describe('what is found', () => {
  test('a voice that stood still is not taken for one of which only zeros come out', () => {
    for (let stoodMs = 100; stoodMs <= 4_000; stoodMs += 100) {
      const { world, voice } = call();
      world.speak(voice);
      world.pass(4_000);
      world.way('ben', voice).isConsumerPaused = true;
      world.pass(stoodMs);
      world.way('ben', voice).isConsumerPaused = false;
      world.pass(5_000);
      const kinds = new Set(world.history.map(({ finding }) => finding.kind));
      expect(kinds.has('not-heard'), `after ${stoodMs} ms`).toBe(false);
      expect(world.findings).toEqual([]);
    }
  });

  test('nothing at all arrives: the whole downlink', () => {
    const { world, voice, camera } = call();
    world.speak(voice);
    world.pass(2_000);
    for (const id of [voice, camera]) world.way('ben', id).isDownlinkCut = true;
    world.pass(4_000);
    expect(world.findings).toHaveLength(2);
    expect(world.findings).toMatchObject([{ isWholeDownlink: true }, { isWholeDownlink: true }]);
  });

  test('a picture that does not fit is no fault of the SFU', () => {
    const { world, camera } = call();
    world.way('ben', camera).isStarved = true;
    world.pass(4_000);
    expect(world.findings).toMatchObject([
      { place: 'downlink', forwarding: { consumer: { isStarved: true } } },
    ]);
  });

  test('what nobody gets is told once, however many watch', () => {
    const { world, voice } = call();
    world.join('cy');
    world.join('dee');
    world.speak(voice);
    world.pass(4_000);
    world.sending(voice).isUplinkCut = true;
    world.pass(4_000);
    expect(world.findings).toMatchObject([{ place: 'uplink', receiverId: null }]);
  });

  test('trouble keeps the time at which it began, and is gone when it flows again', () => {
    const { world, voice } = call();
    world.way('ben', voice).isConsumerPaused = true;
    world.passUntilFound(SOON);
    const since = world.findings[0]?.since;
    expect(world.pass(3_000)).toMatchObject([{ since }]);
    world.way('ben', voice).isConsumerPaused = false;
    expect(world.pass(3_000)).toEqual([]);
  });

  test('trouble is not over because its stream is being made anew', () => {
    const { world, voice } = call();
    world.speak(voice);
    world.way('ben', voice).isDownlinkCut = true;
    world.pass(4_000);
    expect(world.findings).toHaveLength(1);
    // The receiver begins again: for a moment it has nothing to complain about.
    world.watch('ben', voice);
    world.way('ben', voice).isDownlinkCut = true;
    world.pass(600);
    expect(world.findings).toHaveLength(1);
  });

  test('a transport that is gone is no fault of the sender, nor when there is a new one', () => {
    for (let offset = 0; offset < 2_000; offset += 100) {
      const { world, voice } = call();
      world.speak(voice);
      world.pass(4_000 + offset);
      world.way('ben', voice).isTransportGone = true;
      world.pass(4_000);
      world.way('ben', voice).isTransportGone = false;
      world.pass(4_000);
      expect(world.findings).toEqual([]);
      expect(new Set(world.history.map(({ finding }) => finding.place))).toEqual(new Set(['sfu']));
    }
  });

  test('trouble ends with the mute, with the wish, and with either peer', () => {
    for (const end of [
      (world: World, voice: string) => world.setPaused(voice, true),
      (world: World, voice: string) => world.unwatch('ben', voice),
      (world: World) => world.away.add('ann'),
      (world: World) => world.leave('ben'),
    ]) {
      const { world, voice } = call();
      world.way('ben', voice).isConsumerPaused = true;
      world.pass(4_000);
      expect(world.findings).toHaveLength(1);
      end(world, voice);
      expect(world.pass(2_500)).toEqual([]);
    }
  });
});
