/** Two notes that fall, in Hz and seconds; after a pause they come again. */
const NOTES = [
  { frequency: 659.25, at: 0 },
  { frequency: 523.25, at: 0.18 },
  { frequency: 659.25, at: 0.36 },
] as const;
const EVERY_MS = 2_400;
const LOUDNESS = 0.18;

/**
 * Rings until it is stopped. A browser that lets no page make sounds before it is touched stays silent.
 *
 * @returns stops it
 */
export function ringTone(): () => void {
  const context = new AudioContext();
  const play = () => {
    for (const { frequency, at } of NOTES) {
      const note = new OscillatorNode(context, { frequency, type: 'triangle' });
      const loudness = new GainNode(context, { gain: 0 });
      const start = context.currentTime + at;
      loudness.gain.setValueAtTime(0, start);
      loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
      note.connect(loudness).connect(context.destination);
      note.start(start);
      note.stop(start + 0.55);
    }
  };
  play();
  const again = setInterval(play, EVERY_MS);
  return () => {
    clearInterval(again);
    // Already closed is closed.
    context.close().catch(() => undefined);
  };
}
