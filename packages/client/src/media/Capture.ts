/**
 * Where microphones, cameras and screens come from. `navigator.mediaDevices` is one; a program
 * without a browser brings its own.
 */
export type Capture = {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** Absent where screens cannot be captured (phones). */
  getDisplayMedia?(options: DisplayMediaStreamOptions): Promise<MediaStream>;
  enumerateDevices(): Promise<MediaDeviceInfo[]>;
  addEventListener(type: 'devicechange', listener: () => void): void;
  removeEventListener(type: 'devicechange', listener: () => void): void;
};

/** The browser's own; undefined on an insecure page and outside browsers. */
export function browserCapture(): Capture | undefined {
  return globalThis.navigator?.mediaDevices;
}
