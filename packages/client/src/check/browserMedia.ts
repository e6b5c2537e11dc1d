import { type CheckMedia, TONE_HZ } from './CheckMedia.ts';

const LOUDNESS = 0.2;
const FFT_SIZE = 4_096;
/** Decibels of full scale above which a tone is there and not just noise around it. */
const AUDIBLE_DB = -60;
const LISTEN_MS = 6_000;
const LOOK_MS = 100;

/** What a check needs, made by this browser. Its sound begins with the first click on the page. */
export function browserMedia(): CheckMedia {
  return { tone, picture, hearsTone };
}

function tone(): ReturnType<CheckMedia['tone']> {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: TONE_HZ });
  const gain = new GainNode(context, { gain: LOUDNESS });
  const destination = context.createMediaStreamDestination();
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  void context.resume();
  return { track: onlyTrack(destination.stream), stop: () => void context.close() };
}

function picture(
  { width, height }: { width: number; height: number },
  framesPerSecond: number,
): ReturnType<CheckMedia['picture']> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas');
  // Noise in blocks: no frame can be guessed from the one before.
  const noise = new ImageData(width / 10, height / 10);
  const grain = Object.assign(document.createElement('canvas'), {
    width: noise.width,
    height: noise.height,
  });
  const grainContext = grain.getContext('2d');
  const draw = () => {
    for (let at = 0; at < noise.data.length; at++) {
      noise.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
    }
    grainContext?.putImageData(noise, 0, 0);
    context.drawImage(grain, 0, 0, width, height);
  };
  draw();
  const timer = setInterval(draw, 1_000 / framesPerSecond);
  const track = onlyTrack(canvas.captureStream(framesPerSecond));
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}

async function hearsTone(track: MediaStreamTrack): Promise<boolean | undefined> {
  const context = new AudioContext();
  // Chromium decodes what arrives only for an element that plays it.
  const element = new Audio();
  element.muted = true;
  element.srcObject = new MediaStream([track]);
  try {
    await Promise.all([context.resume(), element.play()]);
    const analyser = new AnalyserNode(context, { fftSize: FFT_SIZE, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    const giveUpAt = Date.now() + LISTEN_MS;
    while (Date.now() < giveUpAt) {
      analyser.getFloatFrequencyData(spectrum);
      if (isTone(spectrum, context.sampleRate / FFT_SIZE)) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return false;
  } catch {
    // The browser plays nothing before the page was touched: no measurement, and no fault either.
    return undefined;
  } finally {
    element.srcObject = null;
    void context.close();
  }
}

/** The loudest frequency is that of the tone. */
function isTone(spectrum: Float32Array, hzPerBin: number): boolean {
  let loudest = 0;
  for (let bin = 1; bin < spectrum.length; bin++) {
    if ((spectrum[bin] ?? 0) > (spectrum[loudest] ?? 0)) loudest = bin;
  }
  const isLoud = (spectrum[loudest] ?? Number.NEGATIVE_INFINITY) > AUDIBLE_DB;
  return isLoud && Math.abs(loudest * hzPerBin - TONE_HZ) <= 2 * hzPerBin;
}

function onlyTrack(stream: MediaStream): MediaStreamTrack {
  const track = stream.getTracks()[0];
  if (!track) throw new Error('the browser made a stream without a track');
  return track;
}
