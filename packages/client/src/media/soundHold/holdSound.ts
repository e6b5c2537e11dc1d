import { HeldSound } from './HeldSound.ts';
import type { HoldAnswer, HoldOrder, WorkerGreeting } from './SoundHold.ts';

/**
 * Runs in a worker, which is where browsers give a page the encoded sound (W3C webrtc-encoded-transform): passes
 * on what each sender has encoded, and holds it back when the page says so.
 */
type Transformer = {
  readonly readable: ReadableStream<RTCEncodedAudioFrame>;
  readonly writable: WritableStream<RTCEncodedAudioFrame>;
  readonly options: { readonly port: MessagePort };
};

/** Chromium has it, TypeScript's DOM does not. */
type Metadata = RTCEncodedAudioFrameMetadata & { readonly audioLevel?: number };

addEventListener('rtctransform', (event) => {
  const { transformer } = event as Event & { readonly transformer: Transformer };
  void passOn(transformer);
});

async function passOn({ readable, writable, options: { port } }: Transformer): Promise<void> {
  const writer = writable.getWriter();
  const sound = new HeldSound<RTCEncodedAudioFrame>({
    // What is written while the sender is closed goes nowhere.
    send: (frame) => void writer.write(frame).catch(() => {}),
    restEnded: (why) => port.postMessage(why satisfies HoldAnswer),
  });
  port.onmessage = async ({ data }: MessageEvent<HoldOrder>) => {
    if (data === 'hold') return sound.hold();
    if (data === 'rest') return sound.rest();
    sound.release();
    await writer.ready.catch(() => {});
    port.postMessage('released' satisfies HoldAnswer);
  };
  const reader = readable.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const { audioLevel }: Metadata = value.getMetadata();
    sound.add(value, performance.now(), audioLevel);
  }
}

postMessage('ready' satisfies WorkerGreeting);
