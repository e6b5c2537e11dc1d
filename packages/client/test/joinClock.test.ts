import type { Transport } from 'mediasoup-client/types';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JoinClock } from '../src/session/JoinClock.ts';
import { type CallStore, createCallStore } from '../src/session/store/createCallStore.ts';
import { recordingLog } from './support/recordingLog.ts';

let store: CallStore;
let clock: JoinClock;
let told: unknown[];

/** As much of a transport, and of a track, as is listened to. */
class Heard extends EventTarget {
  connectionState = 'new';
  muted = true;
  on(name: string, listener: () => void): void {
    this.addEventListener(name, listener);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  store = createCallStore('lab');
  told = [];
  clock = new JoinClock({
    store,
    signaling: {
      request: async (_name, data) => {
        told.push(data);
        return {} as never;
      },
    },
    log: recordingLog(),
    now: () => Date.now(),
  });
});
afterEach(() => {
  clock.close();
  vi.useRealTimers();
});

function joinAfterLooking(): { transport: Heard; track: Heard } {
  vi.advanceTimersByTime(40);
  store.setState({ connection: { status: 'online' } });
  vi.advanceTimersByTime(5_000);
  store.setState({ phase: 'joining' });
  vi.advanceTimersByTime(30);
  store.setState({ phase: 'joined' });
  const transport = new Heard();
  const track = new Heard();
  clock.follow(transport as unknown as Transport);
  store.setState({ received: { 'publication-1': track as unknown as MediaStreamTrack } });
  return { transport, track };
}

describe('the times of joining', () => {
  it('count from the click, each step once, and are told with the first picture', () => {
    const { transport, track } = joinAfterLooking();
    vi.advanceTimersByTime(50);
    transport.connectionState = 'connected';
    transport.dispatchEvent(new Event('connectionstatechange'));
    vi.advanceTimersByTime(10);
    track.dispatchEvent(new Event('unmute'));
    vi.advanceTimersByTime(60);
    expect(told).toEqual([]);
    clock.pictureShown();
    vi.advanceTimersByTime(500);
    clock.pictureShown();
    transport.dispatchEvent(new Event('connectionstatechange'));
    const times = { socketMs: 40, joinMs: 30, transportsMs: 80, firstPacketMs: 90, firstFrameMs: 150 };
    expect(store.getState().joinTimes).toEqual(times);
    expect(told).toEqual([times]);
  });

  it('are told without what did not come, for one who is alone', () => {
    joinAfterLooking();
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([{ socketMs: 40, joinMs: 30 }]);
    clock.pictureShown();
    expect(told).toHaveLength(1);
  });

  it('count from the second click when the first was refused', () => {
    store.setState({ phase: 'joining' });
    vi.advanceTimersByTime(700);
    store.setState({ phase: 'prejoin' });
    vi.advanceTimersByTime(900);
    joinAfterLooking();
    clock.pictureShown();
    expect(told).toMatchObject([{ joinMs: 30 }]);
  });

  it('are not told by one who left before', () => {
    joinAfterLooking();
    store.setState({ phase: 'left' });
    clock.close();
    vi.advanceTimersByTime(20_000);
    expect(told).toEqual([]);
  });
});
