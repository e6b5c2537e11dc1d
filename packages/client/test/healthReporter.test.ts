import type { HealthReport } from '@parley/protocol/health';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MediaSample, ReceivedSample, SentSample } from '../src/media/stats/MediaSample.ts';
import { BlackPicture } from '../src/session/health/BlackPicture.ts';
import { HealthReporter } from '../src/session/health/HealthReporter.ts';
import { levelOf } from '../src/session/health/levelOf.ts';
import { SentWatch } from '../src/session/health/SentWatch.ts';
import type { CallState } from '../src/session/store/CallState.ts';
import { initialState, patchLocal } from '../src/session/store/createCallStore.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { aPublication } from './support/roomState.ts';

const QUIET = 1e-7;

function streamOf(publicationId: string, kind: 'audio' | 'video') {
  return {
    publicationId,
    kind,
    packets: 50,
    bitrate: 40_000,
    isDirect: false,
    codec: null,
    loss: null,
    jitterMs: null,
    width: null,
    height: null,
    frames: kind === 'video' ? 30 : null,
    framesPerSecond: null,
    energy: kind === 'audio' ? QUIET : null,
  };
}

/** A second of Ann's sending and of what she gets of Bob. */
class Looks {
  now = 10_000;
  spanMs = 1_000;
  isHidden = false;
  transport: RTCPeerConnectionState = 'connected';
  voice: Partial<SentSample> = {};
  camera: Partial<SentSample> = {};
  bobsVoice: Partial<ReceivedSample> = {};
  bobsCamera: Partial<ReceivedSample> = {};
  state: CallState;
  readonly reporter = new HealthReporter(new SentWatch(new BlackPicture(async () => this.isBlack)));
  isBlack = false;
  readonly microphone = new FakeTrack('audio', 'Headset');
  readonly cameraTrack = new FakeTrack('video', 'Webcam');

  constructor() {
    const publications = [
      aPublication('voice', 'ann', 'microphone'),
      aPublication('camera', 'ann', 'camera'),
      aPublication('bobs-voice', 'bob', 'microphone'),
      aPublication('bobs-camera', 'bob', 'camera'),
    ];
    const track = new FakeTrack('audio').asTrack();
    this.state = {
      ...initialState('lab'),
      phase: 'joined',
      connection: { status: 'online' },
      selfId: 'ann',
      publications: Object.fromEntries(publications.map((one) => [one.publicationId, one])),
      received: { 'bobs-voice': track, 'bobs-camera': track },
    };
    this.state = patchLocal(this.state, 'microphone', { track: this.microphone.asTrack() });
    this.state = patchLocal(this.state, 'camera', { track: this.cameraTrack.asTrack() });
  }

  pause(publicationId: string, isPaused: boolean): void {
    const publication = this.state.publications[publicationId];
    if (!publication) throw new Error('no such publication');
    const changed = { ...publication, isPaused };
    this.state = {
      ...this.state,
      publications: { ...this.state.publications, [publicationId]: changed },
    };
  }

  look(): HealthReport | undefined {
    this.now += this.spanMs;
    const sent = { roundTripMs: null, captured: 1, limitation: null };
    const received = { dropped: null, freezes: null, frozenMs: null, concealed: null };
    const sample: MediaSample = {
      takenAt: this.now,
      spanMs: this.spanMs,
      send: null,
      receive: {
        state: this.transport,
        protocol: 'udp',
        isRelayed: false,
        roundTripMs: null,
        availableOutgoingBitrate: null,
        sentBitrate: 0,
        receivedBitrate: 0,
      },
      direct: null,
      sent: [
        { ...streamOf('voice', 'audio'), ...sent, source: 'microphone', ...this.voice },
        { ...streamOf('camera', 'video'), ...sent, source: 'camera', ...this.camera },
      ],
      received: [
        {
          ...streamOf('bobs-voice', 'audio'),
          ...received,
          consumerId: 'cv',
          silentMs: 0,
          ...this.bobsVoice,
        },
        {
          ...streamOf('bobs-camera', 'video'),
          ...received,
          consumerId: 'cc',
          silentMs: 0,
          ...this.bobsCamera,
        },
      ],
    };
    return this.reporter.take(sample, this.state, this.isHidden);
  }

  /** @returns the reports of so many looks */
  looks(count: number): HealthReport[] {
    return Array.from({ length: count }, () => this.look()).flatMap((report) => report ?? []);
  }
}

const faultsOf = (reports: readonly HealthReport[]) =>
  reports.flatMap(({ sent }) => sent.flatMap(({ fault }) => fault ?? []));
const longestStall = (reports: readonly HealthReport[]) =>
  Math.max(0, ...reports.flatMap(({ received }) => received.map(({ stalledMs }) => stalledMs)));

describe('HealthReporter', () => {
  let looks: Looks;
  beforeEach(() => {
    looks = new Looks();
    looks.looks(4);
  });

  it('reports every two seconds what came since the last time', () => {
    const reports = looks.looks(10);
    expect(reports).toHaveLength(5);
    expect(reports[0]).toEqual({
      spanMs: 2_000,
      sent: [
        { publicationId: 'voice', packets: 100, level: 70 },
        { publicationId: 'camera', packets: 100, frames: 60 },
      ],
      received: [
        { publicationId: 'bobs-voice', packets: 100, stalledMs: 0, level: 70 },
        { publicationId: 'bobs-camera', packets: 100, stalledMs: 0 },
      ],
    });
  });

  it('reports at once, and again each second, that something stands still, and that it flows again', () => {
    looks.bobsVoice = { packets: 0, silentMs: 1_000 };
    expect(looks.look()?.received[0]).toMatchObject({ packets: 0, stalledMs: 1_000 });
    looks.bobsVoice = { packets: 0, silentMs: 2_000 };
    expect(looks.look()?.received[0]).toMatchObject({ stalledMs: 2_000 });
    looks.bobsVoice = {};
    expect(looks.look()?.received[0]).toMatchObject({ packets: 50, stalledMs: 0 });
    expect(looks.look()).toBeUndefined();
  });

  it('calls a picture stalled whose packets come and whose frames do not', () => {
    looks.bobsCamera = { frames: 0 };
    expect(looks.look()?.received[1]).toMatchObject({ packets: 50, stalledMs: 1_000 });
  });

  it('says nothing of pictures while the page is out of sight, and begins anew when it is back', () => {
    looks.isHidden = true;
    looks.bobsCamera = { frames: 0, packets: 0 };
    const hidden = looks.looks(600);
    expect(hidden.length).toBeGreaterThan(200);
    expect(hidden.flatMap(({ received }) => received.map((one) => one.publicationId))).not.toContain(
      'bobs-camera',
    );
    looks.isHidden = false;
    looks.bobsCamera = {};
    expect(longestStall(looks.looks(10))).toBe(0);
  });

  it('takes a page that was held back, or a machine that slept, for neither stalled nor silent', () => {
    looks.spanMs = 60_000;
    looks.bobsVoice = { packets: 0, silentMs: 60_000 };
    expect(looks.looks(10)).toEqual([]);
    looks.spanMs = 1_000;
    looks.bobsVoice = {};
    expect(longestStall(looks.looks(4))).toBe(0);
  });

  it('leaves out what is paused, not wished for, or not built', () => {
    looks.pause('bobs-voice', true);
    looks.pause('voice', true);
    looks.state = { ...looks.state, received: {} };
    const [report] = looks.looks(2);
    expect(report?.received).toEqual([]);
    expect(report?.sent.map(({ publicationId }) => publicationId)).toEqual(['camera']);
  });

  it('counts a stall from the unmute on', () => {
    looks.pause('bobs-voice', true);
    looks.bobsVoice = { packets: 0, silentMs: 90_000 };
    looks.looks(90);
    looks.pause('bobs-voice', false);
    expect(longestStall(looks.looks(2))).toBeLessThanOrEqual(1_000);
  });

  it('gives a transport time to connect, and complains when it does not', () => {
    looks = new Looks();
    looks.transport = 'connecting';
    looks.bobsVoice = { packets: 0, silentMs: null };
    expect(longestStall(looks.looks(7))).toBe(0);
    expect(longestStall(looks.looks(4))).toBeGreaterThan(7_000);
  });

  it('knows no level of sound that is not played', () => {
    looks.bobsVoice = { energy: null };
    expect(looks.looks(2)[0]?.received[0]).not.toHaveProperty('level');
    looks.bobsVoice = { energy: 0 };
    looks.looks(2);
    looks.state = { ...looks.state, audio: { ...looks.state.audio, isBlocked: true } };
    expect(looks.looks(2)[0]?.received[0]).not.toHaveProperty('level');
  });

  it('is quiet while there is nobody to report to', () => {
    looks.state = { ...looks.state, connection: { status: 'reconnecting', since: 1 } };
    expect(looks.looks(10)).toEqual([]);
  });

  it('says how the SFU gets what is sent', () => {
    looks.voice = { loss: 0.2, roundTripMs: 40 };
    looks.camera = { loss: 0, roundTripMs: 60 };
    expect(looks.looks(2)[0]?.uplink).toEqual({ loss: 0.1, roundTripMs: 60 });
  });

  describe('what the own device does', () => {
    it('names a microphone that delivers nothing but zeros within three seconds', () => {
      looks.voice = { energy: 0 };
      expect(faultsOf(looks.looks(3))).toContain('digital-silence');
      looks.voice = {};
      expect(faultsOf(looks.looks(3))).toEqual([]);
    });

    it('never takes room noise, however quiet, for silence', () => {
      looks.voice = { energy: 1e-10 };
      expect(faultsOf(looks.looks(600))).toEqual([]);
    });

    it('learns that a headset closes its gate between words', () => {
      const reports: HealthReport[] = [];
      for (let word = 0; word < 100; word += 1) {
        looks.voice = { energy: 0 };
        reports.push(...looks.looks(word < 2 ? 1 : 5));
        looks.voice = { energy: 0.1 };
        reports.push(...looks.looks(1));
      }
      expect(faultsOf(reports)).toEqual([]);
    });

    it('never calls a muted microphone silent', () => {
      looks.pause('voice', true);
      looks.microphone.enabled = false;
      looks.voice = { energy: 0 };
      expect(faultsOf(looks.looks(600))).toEqual([]);
      looks.pause('voice', false);
      looks.microphone.enabled = true;
      looks.voice = {};
      expect(faultsOf(looks.looks(10))).toEqual([]);
    });

    it('names the system that has muted it, and a device that is gone', () => {
      Object.assign(looks.microphone, { muted: true });
      expect(faultsOf(looks.looks(2))).toContain('muted-by-system');
      Object.assign(looks.microphone, { muted: false });
      looks.microphone.stop();
      expect(faultsOf(looks.looks(2))).toContain('ended');
    });

    it('names a camera whose picture stands still', () => {
      looks.camera = { captured: 0, frames: 0, packets: 0 };
      expect(faultsOf(looks.looks(3))).toContain('frozen');
    });

    it('names a camera that is black, and looks only when the picture takes no bits', async () => {
      looks.isBlack = true;
      looks.camera = { bitrate: 900_000 };
      looks.looks(5);
      await Promise.resolve();
      expect(faultsOf(looks.looks(2))).toEqual([]);
      looks.camera = { bitrate: 9_000 };
      looks.look();
      await new Promise((resolve) => setImmediate(resolve));
      expect(faultsOf(looks.looks(2))).toContain('black');
    });
  });
});

describe('levelOf', () => {
  it.each([
    [1, 1, 0],
    [0.01, 1, 20],
    [0.02, 2, 20],
    [1e-30, 1, 126],
    [0, 1, 127],
  ])('of %s over %s s is %s', (energy, seconds, level) => {
    expect(levelOf(energy, seconds)).toBe(level);
  });
});
