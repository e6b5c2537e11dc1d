import type { CollectedSound } from '../senses/collectSounds.ts';

/**
 * Runs in the page, so it may use nothing of this module: what `collectSounds` does, by recording.
 * Without a sound card Firefox starts no AudioContext, while its recorder works anywhere.
 */
export async function recordSounds(): Promise<CollectedSound[]> {
  const RECORDED_MS = 700;
  const playing = [...document.querySelectorAll<HTMLMediaElement>('audio, video')]
    .filter((element) => !element.paused && !element.muted && element.volume > 0)
    .map((element) => element.srcObject)
    .filter((source) => source instanceof MediaStream)
    .flatMap((stream) => stream.getAudioTracks())
    .filter((track) => track.readyState === 'live');

  const decoder = new OfflineAudioContext(1, 1, 48_000);
  return Promise.all(
    playing.map(async (track) => {
      const recorder = new MediaRecorder(new MediaStream([track]));
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const stopped = new Promise((done) => {
        recorder.onstop = done;
      });
      recorder.start();
      setTimeout(() => recorder.state === 'recording' && recorder.stop(), RECORDED_MS);
      await stopped;
      const sound = await decoder.decodeAudioData(await new Blob(parts).arrayBuffer());
      const samples = sound.getChannelData(0);
      return {
        peak: samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
        samples: new Uint8Array(
          Int16Array.from(samples, (sample) => Math.round(sample * 32_767)).buffer,
        ).toBase64(),
        sampleRate: sound.sampleRate,
      };
    }),
  );
}
