import type { Source } from '@parley/protocol/media';
import { beforeEach, describe, expect, it } from 'vitest';
import { Incoming, type Seen } from '../../src/direct/Incoming.ts';

const LOOK_MS = 100;

/** Looks at one publication ten times a second; what is set here is what each look sees. */
class Looks {
  readonly incoming: Incoming;
  now = 50_000;
  seen: Omit<Seen, 'now'> = {
    isPaused: false,
    mayUse: true,
    arrived: true,
    isShowable: true,
    isShowableBySfu: false,
  };

  constructor(source: Source) {
    this.incoming = new Incoming(source);
  }

  for(ms: number, change: Partial<Omit<Seen, 'now'>> = {}): Pick<Incoming, 'isShown' | 'isSettled'> {
    this.seen = { ...this.seen, ...change };
    for (const end = this.now + ms; this.now < end; ) {
      this.now += LOOK_MS;
      this.incoming.look({ ...this.seen, now: this.now });
    }
    const { isShown, isSettled } = this.incoming;
    return { isShown, isSettled };
  }
}

const SFU = { isShown: false, isSettled: false };
const BOTH = { isShown: true, isSettled: false };
const DIRECT = { isShown: true, isSettled: true };
const NOTHING = { arrived: false, isShowable: false };

describe('a voice', () => {
  let looks: Looks;
  beforeEach(() => {
    looks = new Looks('microphone');
  });

  it('moves to the direct way when it has come over it for a while', () => {
    expect(looks.for(200)).toEqual(SFU);
    expect(looks.for(300)).toEqual(DIRECT);
  });

  it('stays where it is as long as nothing comes, or it may not', () => {
    expect(looks.for(5_000, NOTHING)).toEqual(SFU);
    expect(looks.for(5_000, { arrived: true, isShowable: true, mayUse: false })).toEqual(SFU);
  });

  it('goes back when the SFU’s way is seen flowing, and is asked for from there at once', () => {
    looks.for(1_000);
    expect(looks.for(1_000, { mayUse: false })).toEqual(BOTH);
    expect(looks.for(100, { isShowableBySfu: true })).toEqual(BOTH);
    expect(looks.for(100)).toEqual(SFU);
  });

  it('that is muted has nothing to wait for', () => {
    looks.for(1_000);
    expect(looks.for(5_000, { isPaused: true, ...NOTHING })).toEqual(DIRECT);
    expect(looks.for(100, { mayUse: false })).toEqual(SFU);
  });

  it('is not missed in the moment after the unmuting', () => {
    looks.for(1_000);
    looks.for(5_000, { isPaused: true, ...NOTHING });
    expect(looks.for(600, { isPaused: false })).toEqual(DIRECT);
    expect(looks.for(300, { arrived: true, isShowable: true })).toEqual(DIRECT);
  });

  it('is asked for from the SFU after a gap, heard from there when it comes, and does not return soon', () => {
    looks.for(1_000);
    expect(looks.for(400, NOTHING)).toEqual(BOTH);
    expect(looks.for(100, { isShowableBySfu: true })).toEqual(SFU);
    expect(looks.for(2_500, { arrived: true, isShowable: true })).toEqual(SFU);
    expect(looks.for(1_000)).toEqual(DIRECT);
  });

  it('that comes in fits and starts is not moved to and fro by each of them', () => {
    looks.for(1_000);
    expect(looks.for(400, NOTHING)).toEqual(BOTH);
    expect(looks.for(4_000, { arrived: true, isShowable: true })).toEqual(DIRECT);
    expect(looks.for(400, NOTHING)).toEqual(DIRECT);
    expect(looks.for(200)).toEqual(BOTH);
  });

  it('is heard on the direct way through a gap that ends before the SFU’s way is there', () => {
    looks.for(1_000);
    looks.for(400, NOTHING);
    expect(looks.for(2_000, { arrived: true, isShowable: true })).toEqual(BOTH);
  });

  it('is not thought lost by a page that was asleep', () => {
    looks.for(1_000);
    looks.now += 60_000;
    expect(looks.for(100, NOTHING)).toEqual(DIRECT);
    expect(looks.for(1_000, { arrived: true, isShowable: true })).toEqual(DIRECT);
  });
});

describe('a picture', () => {
  it('has time to grow, and is shown when it can be', () => {
    const looks = new Looks('camera');
    expect(looks.for(3_000, { isShowable: false })).toEqual(SFU);
    expect(looks.for(100, { isShowable: true })).toEqual(DIRECT);
    expect(new Looks('camera').for(1_500)).toEqual(SFU);
  });

  it('of a camera is missed after a second, that of a screen may stand still', () => {
    const [camera, screen] = [new Looks('camera'), new Looks('screen')];
    for (const looks of [camera, screen]) looks.for(3_000);
    expect(camera.for(1_200, NOTHING)).toEqual(BOTH);
    expect(screen.for(60_000, NOTHING)).toEqual(DIRECT);
  });
});
