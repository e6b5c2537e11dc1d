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
    direct:
      'You are connected straight to each other, past the server. That is the shortest way there is.',
    udp: 'Your media goes straight to the server, over UDP. That is the best way.',
    tcp: 'Your media goes over TCP, because UDP does not get through here. It works, but may stutter.',
    relay:
      'Your media goes through a relay (TURN), because no direct way is open. It works, but may stutter.',
    none: 'No media is on its way yet.',
  },
  direct: {
    mark: 'direct',
    section: 'Connection',
    allow: 'Straight to each other when there are two',
    allowHint:
      'Less delay, and nothing through the server. The other person’s device sees the address of your network.',
  },
  processor: 'This computer is too busy to send a better picture.',
  strain: {
    notice: 'This computer is busy: pictures are smaller for now.',
    keepLarge: 'Keep them large',
    allow: 'Smaller pictures while this computer is busy',
    allowHint: 'So that sound goes on without a gap. They come back by themselves.',
  },
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
  join: {
    socket: 'Before joining: reaching the server',
    join: 'From the click: the server’s answer',
    transports: 'From the click: media connected',
    firstPacket: 'From the click: first packet',
    firstFrame: 'From the click: first picture',
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
  trouble: {
    device: { microphone: 'microphone', camera: 'camera' },
    ownFault: {
      'muted-by-system':
        'Your system has muted this {{device}}. Turn it on again in the system’s settings, or by the switch on the device.',
      'digital-silence':
        'Your {{device}} is on but delivers no sound at all. Look for a mute switch on it, or choose another one.',
      black: 'Your {{device}} delivers a black picture. Is its lens covered?',
      frozen: 'The picture of your {{device}} stands still. It is being opened again.',
      ended: 'Your {{device}} is gone. Connect it again, or choose another one.',
    },
    theirFault: {
      'muted-by-system': '{{name}}: the system there has muted the {{device}}.',
      'digital-silence': '{{name}} cannot be heard: the {{device}} there delivers no sound.',
      black: '{{name}} cannot be seen: the {{device}} there delivers a black picture.',
      frozen: '{{name}} stands still: the {{device}} there delivers no new pictures.',
      ended: '{{name}}: the {{device}} there is gone.',
    },
    receiving: {
      voice: 'You cannot hear {{name}} yet; {{where}}.',
      sound: "You cannot hear the sound of {{name}}'s screen yet; {{where}}.",
      picture: 'You cannot see {{name}} yet; {{where}}.',
      screen: "You cannot see {{name}}'s screen yet; {{where}}.",
    },
    sending: {
      voice: '{{name}} cannot hear you yet; {{where}}.',
      sound: '{{name}} cannot hear the sound of your screen yet; {{where}}.',
      picture: '{{name}} cannot see you yet; {{where}}.',
      screen: '{{name}} cannot see your screen yet; {{where}}.',
    },
    toNobody: {
      voice: 'Nobody can hear you yet; {{where}}.',
      sound: 'Nobody can hear the sound of your screen yet; {{where}}.',
      picture: 'Nobody can see you yet; {{where}}.',
      screen: 'Nobody can see your screen yet; {{where}}.',
    },
    fromThem: {
      voice: 'Nobody can hear {{name}} yet; {{where}}.',
      sound: "Nobody can hear the sound of {{name}}'s screen yet; {{where}}.",
      picture: 'Nobody can see {{name}} yet; {{where}}.',
      screen: "Nobody can see {{name}}'s screen yet; {{where}}.",
    },
    where: {
      mine: 'reconnecting your side',
      theirs: "reconnecting {{name}}'s side",
      server: 'the server is putting it right',
      myNarrow: 'your connection has no room for it',
      theirNarrow: "{{name}}'s connection has no room for it",
      waiting: 'trying again in a moment',
    },
  },
  copyHint: 'For a bug report. No names and no addresses are in it.',
};
