export type Heard = {
  /** When the first of it was played, in ms since the epoch. */
  readonly atMs: number;
  /** How long something was heard. */
  readonly forMs: number;
};

/**
 * Runs in the page: begins to listen to what its audio elements play, those that come later, too. What it returns resolves
 * a second after something began to be heard; it says nothing before it has heard silence, so that it is not an earlier
 * sound that counts.
 */
export async function startListening(): Promise<void> {
  const METER = `registerProcessor('first-sound', class extends AudioWorkletProcessor {
    firstAt = undefined;
    heard = 0;
    passed = 0;
    process([[samples] = []]) {
      const isHeard = samples?.some((sample) => Math.abs(sample) > 0.01);
      if (isHeard) {
        this.heard += 128;
        this.firstAt ??= this.passed;
      }
      this.passed += 128;
      if (this.firstAt === undefined || this.passed - this.firstAt < sampleRate) return true;
      const ms = (count) => (count * 1000) / sampleRate;
      this.port.postMessage({ agoMs: ms(this.passed - this.firstAt), forMs: ms(this.heard) });
      return false;
    }
  });`;
  const ears = globalThis as typeof globalThis & { ears?: AudioContext; heard?: Promise<Heard> };
  if (ears.ears === undefined) {
    ears.ears = new AudioContext({ sampleRate: 48_000 });
    const script = URL.createObjectURL(new Blob([METER], { type: 'text/javascript' }));
    await ears.ears.audioWorklet.addModule(script);
  }
  const context = ears.ears;
  await context.resume();
  const node = new AudioWorkletNode(context, 'first-sound', { numberOfOutputs: 1 });
  node.connect(context.destination);
  const known = new Set<MediaProvider | null>();
  const listen = () => {
    for (const { srcObject } of document.querySelectorAll('audio')) {
      if (known.has(srcObject) || !(srcObject instanceof MediaStream)) continue;
      known.add(srcObject);
      context.createMediaStreamSource(srcObject).connect(node);
    }
  };
  listen();
  const timer = setInterval(listen, 4);
  ears.heard = new Promise((resolve) => {
    node.port.onmessage = ({ data }) => {
      clearInterval(timer);
      resolve({ atMs: performance.timeOrigin + performance.now() - data.agoMs, forMs: data.forMs });
    };
  });
}

/** Runs in the page. */
export function untilHeard(): Promise<Heard> {
  return (globalThis as typeof globalThis & { heard: Promise<Heard> }).heard;
}
