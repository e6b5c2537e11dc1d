/** Timers come in from outside, so that tests need not wait. */
export type Timers = {
  /** @returns what calls it off; calling that late or twice does nothing */
  after(ms: number, callback: () => void): () => void;
};

/** A waiting timer does not keep the process alive. */
export const systemTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};
