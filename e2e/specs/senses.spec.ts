import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { ROLE_NAMES } from '../media/cast.ts';
import { heardRoles, loudestSample } from '../senses/hearing.ts';
import { look, presentedFrames, seenRole } from '../senses/sight.ts';

/**
 * The tests' own eyes and ears, tried on a call of a page with itself: what they say about the real
 * one is worth no more than this.
 */
const PAGE = '<!doctype html><title>Loopback</title><video autoplay muted playsinline></video>';

let url = '';
const site = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html').end(PAGE);
});

test.beforeAll(async () => {
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
});

test.afterAll(() => {
  site.close();
});

for (const role of ROLE_NAMES) {
  test(`${role} is seen and heard as ${role} and as nobody else`, async ({ person }) => {
    const { page } = await person('Echo', { role });
    await page.goto(url);
    await callOneself(page);
    const video = page.locator('video');

    await expect.poll(() => seenRole(video)).toBe(role);
    await expect.poll(() => heardRoles(page)).toEqual([role]);
  });
}

test('silence is exactly zero and a still picture is not taken for a moving one', async ({ person }) => {
  const { page } = await person('Echo');
  await page.goto(url);
  await callOneself(page);
  const video = page.locator('video');
  await expect.poll(() => seenRole(video)).toBe('red');
  await expect.poll(() => heardRoles(page)).toEqual(['red']);

  await page.evaluate(() => {
    for (const track of (window as typeof window & { sent: MediaStream }).sent.getTracks()) track.stop();
  });

  await expect.poll(() => loudestSample(page)).toBe(0);
  await expect.poll(async () => (await look(video))?.moved).toBe(0);
  expect(await seenRole(video)).toBeUndefined();
  const frames = await presentedFrames(video);
  await look(video);
  expect(await presentedFrames(video)).toBe(frames);
});

test('what is paused or muted in the page is not heard', async ({ person }) => {
  const { page } = await person('Echo');
  await page.goto(url);
  await callOneself(page);
  await expect.poll(() => heardRoles(page)).toEqual(['red']);

  await page.locator('audio').evaluate((audio: HTMLAudioElement) => {
    audio.muted = true;
  });
  expect(await heardRoles(page)).toEqual([]);
});

/** Sends the page's camera and microphone to itself, processed as in a call. */
async function callOneself(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const sent = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      video: { width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    Object.assign(window, { sent });
    const near = new RTCPeerConnection();
    const far = new RTCPeerConnection();
    near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
    far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
    far.ontrack = ({ track }) => {
      const video = document.querySelector('video');
      const element = track.kind === 'video' && video ? video : document.createElement('audio');
      element.autoplay = true;
      element.srcObject = new MediaStream([track]);
      if (element !== video) document.body.append(element);
    };
    for (const track of sent.getTracks()) near.addTrack(track, sent);
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription ?? { type: 'offer' });
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription ?? { type: 'answer' });
  });
}
