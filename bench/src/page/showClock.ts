/**
 * Runs in the page before anything else: its camera is a picture of the time, 16 bits of milliseconds as 16
 * black or white columns, which survive any encoder.
 */
export function showClock(): void {
  const [width, height, bits, frameMs] = [640, 360, 16, 33];
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser cannot draw');
    setInterval(() => {
      const now = Date.now() % 2 ** bits;
      for (let bit = 0; bit < bits; bit += 1) {
        context.fillStyle = (now >> bit) & 1 ? 'white' : 'black';
        context.fillRect((bit * width) / bits, 0, width / bits, height);
      }
    }, frameMs);
    return canvas.captureStream(1_000 / frameMs);
  };
}
