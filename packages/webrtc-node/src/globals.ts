/** Node has no WebRTC of its own: whoever imports this finds it where a browser has it. */
import wrtc from '@roamhq/wrtc';
import { PeerConnection } from './PeerConnection.ts';

const { RTCSessionDescription, RTCIceCandidate, MediaStream, MediaStreamTrack } = wrtc;

Object.assign(globalThis, {
  RTCPeerConnection: PeerConnection,
  RTCSessionDescription,
  RTCIceCandidate,
  MediaStream,
  MediaStreamTrack,
});
