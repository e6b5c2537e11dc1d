/** Runs in the page: how old each of so many pictures is at the moment it is handed to the screen, in ms. */
export function readClock(element: Element, pictures: number): Promise<number[]> {
  const [bits, column] = [16, 10];
  const video = element as HTMLVideoElement;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: bits * column, height: 9 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser cannot draw');
  const ages: number[] = [];
  return new Promise((resolve) => {
    const look = () => {
      const shownAt = Date.now();
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data } = context.getImageData(0, 4, canvas.width, 1);
      let time = 0;
      for (let bit = 0; bit < bits; bit += 1) {
        const red = data[(bit * column + column / 2) * 4] ?? 0;
        if (red > 127) time += 2 ** bit;
      }
      ages.push((shownAt - time + 2 ** bits) % 2 ** bits);
      if (ages.length < pictures) video.requestVideoFrameCallback(look);
      else resolve(ages);
    };
    video.requestVideoFrameCallback(look);
  });
}
