import { ParleyError } from '@parley/protocol/errors';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DeviceFailure } from '../src/media/deviceErrors.ts';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import { ScreenSource } from '../src/session/ScreenSource.ts';
import type { LocalMedia, ScreenContent } from '../src/session/store/CallState.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';
import { recordingLog } from './support/recordingLog.ts';

let device: RtcDevice;
let server: FakePublishing;
let picker: () => Promise<{ video: FakeTrack; audio: FakeTrack | null }>;
let pickers: number;
let media: Partial<Record<'screen' | 'screen-audio', LocalMedia>>;
let contents: ScreenContent[];
let screen: ScreenSource;

beforeAll(async () => {
  device = await fakeDevice();
});
beforeEach(() => {
  server = new FakePublishing();
  picker = async () => ({ video: new FakeTrack('video'), audio: new FakeTrack('audio') });
  pickers = 0;
  media = {};
  contents = [];
  screen = new ScreenSource({
    log: recordingLog(),
    ownPublications: (source) => server.of(source),
    unpublish: (publicationId) => server.unpublish(publicationId),
    acquire: async () => {
      pickers += 1;
      const { video, audio } = await picker();
      return { video: video.asTrack(), audio: audio?.asTrack() ?? null };
    },
    changed: (part, now) => {
      media[part] = now;
    },
    contentChanged: (content) => contents.push(content),
  });
});

const published = () => [...server.publications.values()].map(({ source }) => source).sort();

it('opens no picker before there is a call to show it to', async () => {
  await screen.set(true);
  expect(pickers).toBe(0);
  expect(media.screen).toMatchObject({ isWanted: false, isOn: false });
});

it('publishes picture and sound, and unpublishes both', async () => {
  await screen.attach(fakeSendSide(device, server));
  await screen.set(true);
  expect(published()).toEqual(['screen', 'screen-audio']);
  expect(media).toMatchObject({ screen: { isOn: true }, 'screen-audio': { isOn: true } });
  const { track } = media.screen ?? {};
  await screen.set(false);
  expect(published()).toEqual([]);
  expect(track?.readyState).toBe('ended');
  expect(media).toMatchObject({ screen: { isOn: false }, 'screen-audio': { isOn: false } });
});

it("stops with the browser's own button, and does not ask again", async () => {
  await screen.attach(fakeSendSide(device, server));
  const video = new FakeTrack('video');
  const audio = new FakeTrack('audio');
  picker = async () => ({ video, audio });
  await screen.set(true);
  video.end();
  await vi.waitFor(() => expect(published()).toEqual([]));
  expect(audio.readyState).toBe('ended');
  expect(media.screen).toMatchObject({ isWanted: false, isOn: false, error: null });
  expect(pickers).toBe(1);
});

it('goes on without sound when only that ends', async () => {
  await screen.attach(fakeSendSide(device, server));
  const audio = new FakeTrack('audio');
  picker = async () => ({ video: new FakeTrack('video'), audio });
  await screen.set(true);
  audio.end();
  await vi.waitFor(() => expect(published()).toEqual(['screen']));
  expect(media.screen).toMatchObject({ isOn: true });
});

it('withdraws the wish when the picker is closed', async () => {
  await screen.attach(fakeSendSide(device, server));
  picker = async () => {
    throw new DeviceFailure('dismissed', 'closed');
  };
  await screen.set(true);
  expect(media.screen).toMatchObject({
    isWanted: false,
    isOn: false,
    isBusy: false,
    error: { code: 'dismissed' },
  });
});

it('lets go of a screen that was picked after it was no longer wanted', async () => {
  await screen.attach(fakeSendSide(device, server));
  const { promise, resolve } = Promise.withResolvers<void>();
  const video = new FakeTrack('video');
  picker = async () => {
    await promise;
    return { video, audio: null };
  };
  const wanted = screen.set(true);
  const unwanted = screen.set(false);
  resolve();
  await Promise.all([wanted, unwanted]);
  expect(video.readyState).toBe('ended');
  expect(published()).toEqual([]);
});

it('leaves nothing behind when one of the two is refused', async () => {
  await screen.attach(fakeSendSide(device, server));
  server.errors.push(new ParleyError('forbidden', 'only hosts'));
  await screen.set(true);
  expect(published()).toEqual([]);
  expect(media.screen).toMatchObject({ isWanted: false, isOn: false, error: { code: 'failed' } });
});

it('goes on in a new place without asking again', async () => {
  const old = fakeSendSide(device, server);
  await screen.attach(old);
  await screen.set(true);
  old.close();
  server = new FakePublishing();
  await screen.attach(fakeSendSide(device, server));
  expect(published()).toEqual(['screen', 'screen-audio']);
  expect(pickers).toBe(1);
});

it('makes a stop true that fell into a gap of the line', async () => {
  await screen.attach(fakeSendSide(device, server));
  picker = async () => ({ video: new FakeTrack('video'), audio: null });
  await screen.set(true);
  server.errors.push(new ParleyError('timeout', 'no connection', { reason: 'offline' }));
  await screen.set(false);
  expect(media.screen).toMatchObject({ isWanted: false, isBusy: true });
  await screen.resumed();
  expect(published()).toEqual([]);
  expect(media.screen).toMatchObject({ isOn: false, isBusy: false });
});

it('waits for new transports when those there were die under the first publishing', async () => {
  server.errors.push(
    new ParleyError('not-found', 'closed meanwhile'),
    new ParleyError('not-found', 'lost', { reason: 'no-media' }),
  );
  const old = fakeSendSide(device, server);
  await screen.attach(old);
  picker = async () => ({ video: new FakeTrack('video'), audio: null });
  await screen.set(true);
  expect(media.screen).toMatchObject({ isWanted: true, isOn: false, isBusy: true, error: null });
  old.close();
  server = new FakePublishing();
  await screen.attach(fakeSendSide(device, server));
  expect(published()).toEqual(['screen']);
  expect(pickers).toBe(1);
});

it('gives up on a server that forgets again and again', async () => {
  await screen.attach(fakeSendSide(device, server));
  for (let tries = 0; tries < 20; tries += 1) server.errors.push(new ParleyError('not-found', 'gone'));
  await screen.set(true);
  expect(media.screen).toMatchObject({ isWanted: false, isOn: false, error: { code: 'failed' } });
});

it('is encoded for motion while that is wished, and the next screen for its letters again', async () => {
  await screen.attach(fakeSendSide(device, server));
  screen.setContent('motion');
  expect(contents).toEqual([]);
  await screen.set(true);
  screen.setContent('motion');
  screen.setContent('motion');
  expect([media.screen?.track?.contentHint, contents]).toEqual(['motion', ['motion']]);
  screen.setContent('detail');
  expect(media.screen?.track?.contentHint).toBe('detail');
  screen.setContent('motion');
  await screen.set(false);
  await screen.set(true);
  expect(contents).toEqual(['motion', 'detail', 'motion', 'detail']);
  expect(media.screen?.track?.contentHint).not.toBe('motion');
});

describe('while somebody chooses what to show', () => {
  let choose: (chosen: { video: FakeTrack; audio: FakeTrack | null }) => void;
  let dismiss: (reason: Error) => void;

  beforeEach(() => {
    // All that a page is needed for: a canvas of which nothing is captured.
    const canvas = {
      getContext: () => ({}),
      captureStream: () => ({ getVideoTracks: () => [new FakeTrack('video').asTrack()] }),
    };
    vi.stubGlobal('document', { createElement: () => canvas });
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    picker = () =>
      new Promise((resolve, reject) => {
        choose = resolve;
        dismiss = reject;
      });
  });

  const ahead = () => vi.waitFor(() => expect(server.of('screen')).toMatchObject([{ isPaused: true }]));

  it('all is ready, and nothing is on', async () => {
    await screen.attach(fakeSendSide(device, server));
    const shared = screen.set(true);
    await ahead();
    expect(media.screen).toMatchObject({ isOn: false, isBusy: true, track: null });
    const video = new FakeTrack('video');
    choose({ video, audio: null });
    await shared;
    expect(server.asked.slice(-2)).toEqual(['publish screen', 'resume publication-1']);
    expect(server.of('screen')).toMatchObject([{ publicationId: 'publication-1', isPaused: false }]);
    expect(media.screen).toMatchObject({ isOn: true, track: video.asTrack() });
  });

  it('what is ready goes when nothing is chosen', async () => {
    await screen.attach(fakeSendSide(device, server));
    const shared = screen.set(true);
    await ahead();
    dismiss(new DeviceFailure('dismissed', 'closed'));
    await shared;
    expect(published()).toEqual([]);
    expect(media.screen).toMatchObject({ isOn: false, isBusy: false, error: { code: 'dismissed' } });
  });

  it('what is ready goes when a choice comes after it was no longer wanted', async () => {
    await screen.attach(fakeSendSide(device, server));
    const wanted = screen.set(true);
    await ahead();
    const unwanted = screen.set(false);
    choose({ video: new FakeTrack('video'), audio: null });
    await Promise.all([wanted, unwanted]);
    expect(published()).toEqual([]);
    expect(media.screen).toMatchObject({ isOn: false, isBusy: false, error: null });
  });

  it('a server that would not have it ahead is asked again afterwards', async () => {
    server.errors.push(new ParleyError('rate-limited', 'slowly'));
    await screen.attach(fakeSendSide(device, server));
    const shared = screen.set(true);
    choose({ video: new FakeTrack('video'), audio: null });
    await shared;
    expect(server.of('screen')).toMatchObject([{ isPaused: false }]);
    expect(media.screen).toMatchObject({ isOn: true, error: null });
  });

  it('new transports meanwhile have it as before, once', async () => {
    const old = fakeSendSide(device, server);
    await screen.attach(old);
    const shared = screen.set(true);
    await ahead();
    old.close();
    server = new FakePublishing();
    const attached = screen.attach(fakeSendSide(device, server));
    choose({ video: new FakeTrack('video'), audio: null });
    await Promise.all([shared, attached]);
    expect(server.of('screen')).toMatchObject([{ isPaused: false }]);
    expect(media.screen).toMatchObject({ isOn: true });
  });

  it('a line that is resumed meanwhile leaves what is ready as it is', async () => {
    await screen.attach(fakeSendSide(device, server));
    const shared = screen.set(true);
    await ahead();
    const resumed = screen.resumed();
    choose({ video: new FakeTrack('video'), audio: null });
    await Promise.all([shared, resumed]);
    expect(server.of('screen')).toMatchObject([{ publicationId: 'publication-1', isPaused: false }]);
  });
});
