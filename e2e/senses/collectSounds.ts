/** What one audio element of the page has played during the last two thirds of a second. */
export type CollectedSound = {
  /** The largest sample: exactly 0 is digital silence, 1 is full scale. */
  readonly peak: number;
  /** 16-bit samples in base64: as a list of numbers they would keep page and tests busier than the call does. */
  readonly samples: string;
  readonly sampleRate: number;
};

/**
 * Runs in the page, so it may use nothing of this module: listens to every audio or video element
 * that is playing, not muted, and has a live stream with sound.
 */
export async function collectSounds(): Promise<CollectedSound[]> {
  const WINDOW = 32_768;
  const store = window as typeof window & {
    testEars?: { context: AudioContext; analysers: WeakMap<MediaStreamTrack, AnalyserNode> };
  };
  store.testEars ??= { context: new AudioContext({ sampleRate: 48_000 }), analysers: new WeakMap() };
  const { context, analysers } = store.testEars;
  await context.resume();

  const playing = [...document.querySelectorAll<HTMLMediaElement>('audio, video')]
    .filter((element) => !element.paused && !element.muted && element.volume > 0)
    .map((element) => element.srcObject)
    .filter((source) => source instanceof MediaStream)
    .flatMap((stream) => stream.getAudioTracks())
    .filter((track) => track.readyState === 'live');

  const listening = playing.map((track) => {
    const known = analysers.get(track);
    if (known) return known;
    const analyser = new AnalyserNode(context, { fftSize: WINDOW });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    analysers.set(track, analyser);
    return analyser;
  });

  // Until the whole window holds what was played after the call.
  const until = context.currentTime + WINDOW / context.sampleRate;
  while (context.currentTime < until) await new Promise((done) => setTimeout(done, 20));

  const samples = new Float32Array(WINDOW);
  return listening.map((analyser) => {
    analyser.getFloatTimeDomainData(samples);
    return {
      peak: samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
      samples: new Uint8Array(
        Int16Array.from(samples, (sample) => Math.round(sample * 32_767)).buffer,
      ).toBase64(),
      sampleRate: context.sampleRate,
    };
  });
}
