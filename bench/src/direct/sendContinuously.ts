/**
 * Runs in the page before anything else: its microphone is a tone without a pause, and its camera a picture that is
 * another one each time. Whatever is missing at the other end is missing on the way.
 */
export function sendContinuously(): void {
  const [width, height, frameMs, hertz] = [640, 360, 33, 440];
  const tone = () => {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency: hertz });
    const out = context.createMediaStreamDestination();
    oscillator.connect(out);
    oscillator.start();
    return out.stream.getTracks();
  };
  const picture = () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser cannot draw');
    let count = 0;
    setInterval(() => {
      count += 1;
      context.fillStyle = `hsl(${count % 360} 60% 50%)`;
      context.fillRect(0, 0, width, height);
    }, frameMs);
    return canvas.captureStream(1_000 / frameMs).getTracks();
  };
  navigator.mediaDevices.getUserMedia = async ({ audio, video } = {}) =>
    new MediaStream([...(audio ? tone() : []), ...(video ? picture() : [])]);
}
