import type { Page } from '@playwright/test';

/** Longer than the pause between two rings. */
const LISTEN_MS = 3_000;

/** So that what the page itself plays can be heard, as opposed to what people say. Before the page is opened. */
export async function listenToRings(page: Page): Promise<void> {
  await page.addInitScript(tapLoudspeaker);
}

/** The largest sample that the page itself plays for as long as it takes to ring once more: 0 while it does not ring. */
export async function ringLoudness(page: Page): Promise<number> {
  return page.evaluate(measurePeak, LISTEN_MS);
}

/** Runs in the page before its own scripts: whatever is connected to a loudspeaker goes to a meter as well. */
function tapLoudspeaker(): void {
  const meters = new Map<BaseAudioContext, AnalyserNode>();
  Object.assign(window, { testMeters: meters });
  AudioNode.prototype.connect = new Proxy(AudioNode.prototype.connect, {
    apply(connect, node: AudioNode, given: [AudioNode, ...number[]]) {
      const [target] = given;
      if (target instanceof AudioDestinationNode) {
        const meter = meters.get(node.context) ?? new AnalyserNode(node.context);
        meters.set(node.context, meter);
        Reflect.apply(connect, node, [meter]);
      }
      return Reflect.apply(connect, node, given);
    },
  });
}

/** Runs in the page, with the meters of the function above. */
async function measurePeak(spanMs: number): Promise<number> {
  const { testMeters } = window as typeof window & { testMeters: Map<BaseAudioContext, AnalyserNode> };
  const until = performance.now() + spanMs;
  let peak = 0;
  while (performance.now() < until) {
    for (const [context, meter] of testMeters) {
      if (context.state !== 'running') continue;
      const samples = new Float32Array(meter.fftSize);
      meter.getFloatTimeDomainData(samples);
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  return peak;
}
