/** Seconds of processor time and bytes of resident memory. */
export type Used = { cpuS: number; memory: number };

export type SpeakerEvents = {
  say(said: object, answer: () => void): void;
  used(answer: (used: Used) => void): void;
};

export type ListenerEvents = { said(said: object, count: number): void };
