/** The texts about how well people arrive, in English; they come with the call's page. */
export const en = {
  open: 'Connection …',
  title: 'Connection with {{name}}',
  ownTitle: 'Your connection',
  signal: { fair: 'weak', poor: 'bad' },
  signalName: {
    'their-uplink': '{{name}}: their connection is {{level}}',
    'my-downlink': '{{name}}: your connection is {{level}}',
    'my-uplink': 'Your connection is {{level}}',
  },
  level: { good: 'Good', fair: 'Weak', poor: 'Bad' },
  words: {
    good: 'Sound and picture arrive as they should.',
    'their-uplink':
      'What {{name}} sends arrives badly at the server, so everybody has gaps. It is the connection of {{name}}; nothing on your side helps.',
    'my-downlink':
      'The server has everything from {{name}}, but it does not all get to you. It is your connection: move closer to the Wi-Fi, use a cable, or close other downloads.',
    'my-uplink':
      'What you send does not all get to the server, so others have gaps. Move closer to the Wi-Fi, use a cable, or turn your camera off.',
  },
  path: {
    udp: 'Your media goes straight to the server, over UDP. That is the best way.',
    tcp: 'Your media goes over TCP, because UDP does not get through here. It works, but may stutter.',
    relay:
      'Your media goes through a relay (TURN), because no direct way is open. It works, but may stutter.',
    none: 'No media is on its way yet.',
  },
  processor: 'This computer is too busy to send a better picture.',
  figures: 'Figures',
  figure: {
    loss: 'Lost packets',
    roundTrip: 'Delay to the server and back',
    jitter: 'Jitter',
    audio: 'Sound',
    video: 'Picture',
    concealed: 'Sound made up for',
    freezes: 'Picture stood still',
    size: 'Size of the picture',
    codecs: 'Codecs',
    path: 'Way',
  },
  unit: {
    ms: '{{value}} ms',
    percent: '{{value}} %',
    kbps: '{{value}} kbit/s',
    times_one: '{{count}} time in the last minute',
    times_other: '{{count}} times in the last minute',
    frames: '{{width}} × {{height}}, {{frames}} per second',
  },
  unknown: '–',
  lastMinute: '{{figure}} over the last minute: now {{value}}',
  copy: 'Copy figures as JSON',
  copied: 'Copied',
  copyHint: 'For a bug report. No names and no addresses are in it.',
};
