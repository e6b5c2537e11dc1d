/** What a call cannot do without, by the names that browsers' release notes use. */
export function missingFeatures(): string[] {
  const needed = {
    WebRTC: 'RTCPeerConnection' in globalThis && 'getTransceivers' in RTCPeerConnection.prototype,
    WebSocket: 'WebSocket' in globalThis,
    'Web Audio': 'AudioContext' in globalThis,
    ResizeObserver: 'ResizeObserver' in globalThis,
  };
  return Object.entries(needed)
    .filter(([, isThere]) => !isThere)
    .map(([name]) => name);
}
