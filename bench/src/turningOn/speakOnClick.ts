declare global {
  /** When somebody last clicked in this page, in ms since the epoch. */
  var clickedAt: number;
}

/** So long it sounds after a click. */
export const SPOKEN_MS = 400;

/**
 * Runs in the page before anything else: whoever clicks begins to speak in that very moment, for `spokenMs`, and is
 * silent otherwise. The camera and the screen are pictures that are others each time.
 */
export function speakOnClick(spokenMs: number): void {
  const [width, height, frameMs, hertz] = [640, 360, 33, 440];
  const context = new AudioContext();
  const voice = new GainNode(context, { gain: 0 });
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  oscillator.connect(voice);
  oscillator.start();
  globalThis.clickedAt = 0;
  addEventListener(
    'click',
    () => {
      globalThis.clickedAt = performance.timeOrigin + performance.now();
      void context.resume();
      voice.gain.cancelScheduledValues(0);
      voice.gain.setValueAtTime(1, context.currentTime);
      voice.gain.setValueAtTime(0, context.currentTime + spokenMs / 1_000);
    },
    { capture: true },
  );
  const sound = () => {
    const out = context.createMediaStreamDestination();
    voice.connect(out);
    return out.stream.getTracks();
  };
  const picture = () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const drawn = canvas.getContext('2d');
    if (!drawn) throw new Error('this browser cannot draw');
    let count = 0;
    setInterval(() => {
      count += 1;
      drawn.fillStyle = `hsl(${count % 360} 60% 50%)`;
      drawn.fillRect(0, 0, width, height);
    }, frameMs);
    return canvas.captureStream(1_000 / frameMs).getTracks();
  };
  navigator.mediaDevices.getUserMedia = async ({ audio, video } = {}) =>
    new MediaStream([...(audio ? sound() : []), ...(video ? picture() : [])]);
  navigator.mediaDevices.getDisplayMedia = async () => new MediaStream(picture());
}
