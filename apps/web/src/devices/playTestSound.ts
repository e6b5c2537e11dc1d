/** Two rising notes, in Hz and seconds. */
const NOTES = [
  { frequency: 523.25, at: 0 },
  { frequency: 783.99, at: 0.22 },
] as const;
const LENGTH_S = 0.9;

/**
 * Plays a short sound on a speaker.
 * @param deviceId null is the system's own choice
 * @returns settles when it has faded
 */
export async function playTestSound(deviceId: string | null): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  for (const { frequency, at } of NOTES) {
    const note = new OscillatorNode(context, { frequency });
    const loudness = new GainNode(context, { gain: 0 });
    const start = context.currentTime + at;
    // A soft beginning and a long end: a bell, and no click.
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.25, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.6);
    note.connect(loudness).connect(output);
    note.start(start);
    note.stop(start + 0.65);
  }
  const element = new Audio();
  element.srcObject = output.stream;
  try {
    // Only an element can be sent to a chosen speaker in every browser that has the choice.
    if (deviceId !== null) await element.setSinkId(deviceId);
    await element.play();
    await new Promise((resolve) => setTimeout(resolve, LENGTH_S * 1000));
  } finally {
    element.srcObject = null;
    await context.close();
  }
}
