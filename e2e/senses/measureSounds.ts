/** What one audio element of the page plays, measured over the last two thirds of a second. */
export type HeardSound = {
  /** The largest sample: exactly 0 is digital silence, 1 is full scale. */
  readonly peak: number;
  /** Amplitude of each asked frequency, in the same scale. */
  readonly amplitudes: readonly number[];
};

/**
 * Runs in the page, so it may use nothing of this module: measures every audio or video element that is
 * playing, not muted, and has a live stream with sound.
 */
export async function measureSounds(frequencies: readonly number[]): Promise<HeardSound[]> {
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
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return { peak, amplitudes: frequencies.map(amplitudeAt) };
  });

  /** Goertzel's algorithm under a Hann window, which keeps strong neighbours out. */
  function amplitudeAt(frequency: number): number {
    const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / context.sampleRate);
    let previous = 0;
    let beforePrevious = 0;
    for (let index = 0; index < WINDOW; index += 1) {
      const hann = 1 - Math.cos((2 * Math.PI * index) / WINDOW);
      const current = (samples[index] ?? 0) * hann + coefficient * previous - beforePrevious;
      beforePrevious = previous;
      previous = current;
    }
    const power =
      previous * previous + beforePrevious * beforePrevious - coefficient * previous * beforePrevious;
    return (2 * Math.sqrt(Math.max(0, power))) / WINDOW;
  }
}
