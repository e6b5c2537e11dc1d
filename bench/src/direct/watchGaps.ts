/** The longest stretch since the look before in which nothing came, in ms. */
export type Gaps = { readonly soundMs: number; readonly pictureMs: number };

declare global {
  /** Of what this page receives and plays. The first look begins it. */
  var takeGaps: () => Promise<Gaps>;
}

/**
 * Runs in the page before anything else: watches what its elements play of what comes over its connections. Sound
 * counts from the moment at which an element plays that track, and as long as it does; silence is counted in samples.
 */
export function watchGaps(): void {
  const METER = `registerProcessor('meter', class extends AudioWorkletProcessor {
    silent = 0;
    longest = 0;
    constructor() {
      super();
      this.port.onmessage = () => {
        this.port.postMessage(Math.max(this.longest, this.silent) * 1000 / sampleRate);
        this.longest = 0;
      };
    }
    process([[samples] = []]) {
      const isHeard = samples?.some((sample) => Math.abs(sample) > 0.01);
      this.silent = isHeard ? 0 : this.silent + 128;
      this.longest = Math.max(this.longest, this.silent);
      return true;
    }
  });`;
  const context = new AudioContext({ sampleRate: 48_000 });
  const meter = context.audioWorklet
    .addModule(URL.createObjectURL(new Blob([METER], { type: 'text/javascript' })))
    .then(() => {
      const node = new AudioWorkletNode(context, 'meter', { numberOfOutputs: 1 });
      node.connect(context.destination);
      return node;
    });

  /** What comes over the network; of sounds, whether they reach the meter. */
  const gates = new Map<MediaStreamTrack, GainNode>();
  const pictures = new Set<MediaStreamTrack>();
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        if (track.kind === 'video') pictures.add(track);
        else void listen(track);
      });
    }
  };
  const listen = async (track: MediaStreamTrack) => {
    const stream = new MediaStream([track]);
    // A sound that no element plays does not flow into an AudioContext.
    const pump = new Audio();
    Object.assign(pump, { muted: true, srcObject: stream });
    void pump.play();
    const gate = new GainNode(context, { gain: 0 });
    context
      .createMediaStreamSource(stream)
      .connect(gate)
      .connect(await meter);
    gates.set(track, gate);
  };

  const trackIn = (element: HTMLMediaElement) =>
    (element.srcObject as MediaStream | null)?.getTracks()[0];
  const setGate = (element: HTMLMediaElement, gain: number) => {
    const track = trackIn(element);
    const gate = track && element.dataset['publicationId'] && gates.get(track);
    if (gate) gate.gain.value = gain;
  };
  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  if (!source) throw new Error('this browser plays no streams');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    set(this: HTMLMediaElement, stream: MediaStream | null) {
      setGate(this, 0);
      source.set?.call(this, stream);
      this.addEventListener('playing', () => setGate(this, 1), { once: true });
    },
  });

  const watched = new WeakSet<HTMLVideoElement>();
  let [lastPictureAt, longestMs] = [performance.now(), 0];
  const shown = () => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - lastPictureAt);
    lastPictureAt = now;
  };
  const follow = (video: HTMLVideoElement) => {
    video.requestVideoFrameCallback(() => {
      const track = trackIn(video);
      if (track && pictures.has(track)) shown();
      follow(video);
    });
  };
  setInterval(() => {
    for (const video of document.querySelectorAll('video')) {
      if (!watched.has(video)) follow(video);
      watched.add(video);
    }
  }, 20);

  globalThis.takeGaps = async () => {
    const { port } = await meter;
    await context.resume();
    const soundMs = await new Promise<number>((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.postMessage('take');
    });
    const pictureMs = Math.max(longestMs, performance.now() - lastPictureAt);
    longestMs = 0;
    return { soundMs, pictureMs };
  };
}
