import type { QualityTexts } from './texts.ts';

export const de: QualityTexts = {
  open: 'Verbindung …',
  title: 'Verbindung mit {{name}}',
  ownTitle: 'Deine Verbindung',
  signal: { fair: 'schwach', poor: 'schlecht' },
  signalName: {
    'their-uplink': '{{name}}: Die Verbindung dort ist {{level}}',
    'my-downlink': '{{name}}: Deine Verbindung ist {{level}}',
    'my-uplink': 'Deine Verbindung ist {{level}}',
  },
  level: { good: 'Gut', fair: 'Schwach', poor: 'Schlecht' },
  words: {
    good: 'Ton und Bild kommen an, wie sie sollen.',
    'their-uplink':
      'Was {{name}} sendet, kommt schlecht beim Server an, deshalb haben alle Lücken. Es liegt an der Verbindung von {{name}}; bei dir hilft nichts.',
    'my-downlink':
      'Der Server hat alles von {{name}}, aber bei dir kommt nicht alles an. Es liegt an deiner Verbindung: Geh näher ans WLAN, nimm ein Kabel, oder beende andere Downloads.',
    'my-uplink':
      'Nicht alles, was du sendest, kommt beim Server an, deshalb haben andere Lücken. Geh näher ans WLAN, nimm ein Kabel, oder schalte deine Kamera aus.',
  },
  path: {
    direct: 'Ihr seid direkt miteinander verbunden, am Server vorbei. Kürzer geht es nicht.',
    udp: 'Ton und Bild gehen direkt zum Server, über UDP. Das ist der beste Weg.',
    tcp: 'Ton und Bild gehen über TCP, weil UDP hier nicht durchkommt. Das geht, kann aber stocken.',
    relay:
      'Ton und Bild gehen über ein Relais (TURN), weil kein direkter Weg offen ist. Das geht, kann aber stocken.',
    none: 'Noch ist nichts unterwegs.',
  },
  direct: {
    mark: 'direkt',
    section: 'Verbindung',
    allow: 'Zu zweit direkt miteinander',
    allowHint:
      'Weniger Verzögerung, und nichts geht durch den Server. Das Gerät der anderen Person sieht die Adresse deines Netzes.',
  },
  processor: 'Dieser Rechner ist zu beschäftigt, um ein besseres Bild zu senden.',
  strain: {
    notice: 'Dieser Rechner ist ausgelastet: Bilder sind vorerst kleiner.',
    keepLarge: 'Groß lassen',
    allow: 'Kleinere Bilder, solange dieser Rechner ausgelastet ist',
    allowHint: 'Damit der Ton ohne Lücken weitergeht. Sie kommen von selbst wieder.',
  },
  figures: 'Zahlen',
  figure: {
    loss: 'Verlorene Pakete',
    roundTrip: 'Verzögerung zum Server und zurück',
    jitter: 'Schwankung',
    audio: 'Ton',
    video: 'Bild',
    concealed: 'Überbrückter Ton',
    freezes: 'Bild stand still',
    size: 'Größe des Bildes',
    codecs: 'Codecs',
    path: 'Weg',
  },
  join: {
    socket: 'Vor dem Teilnehmen: Server erreicht',
    join: 'Ab dem Klick: Antwort des Servers',
    transports: 'Ab dem Klick: Medien verbunden',
    firstPacket: 'Ab dem Klick: erstes Paket',
    firstFrame: 'Ab dem Klick: erstes Bild',
  },
  unit: {
    ms: '{{value}} ms',
    percent: '{{value}} %',
    kbps: '{{value}} kbit/s',
    times_one: '{{count}} Mal in der letzten Minute',
    times_other: '{{count}} Mal in der letzten Minute',
    frames: '{{width}} × {{height}}, {{frames}} pro Sekunde',
  },
  unknown: '–',
  lastMinute: '{{figure}} in der letzten Minute: jetzt {{value}}',
  copy: 'Zahlen als JSON kopieren',
  copied: 'Kopiert',
  trouble: {
    device: { microphone: 'Mikrofon', camera: 'Kamera' },
    ownFault: {
      'muted-by-system':
        'Dein System hat dieses Gerät ({{device}}) stummgeschaltet. Schalte es in den Einstellungen des Systems oder am Gerät wieder ein.',
      'digital-silence':
        'Dein Gerät ({{device}}) ist an, liefert aber gar keinen Ton. Sieh nach, ob es einen Stummschalter hat, oder wähle ein anderes.',
      black: 'Dein Gerät ({{device}}) liefert ein schwarzes Bild. Ist die Linse verdeckt?',
      frozen: 'Das Bild deines Geräts ({{device}}) steht still. Es wird neu geöffnet.',
      ended: 'Dein Gerät ({{device}}) ist weg. Schließe es wieder an oder wähle ein anderes.',
    },
    theirFault: {
      'muted-by-system': '{{name}}: Das System dort hat das Gerät ({{device}}) stummgeschaltet.',
      'digital-silence': '{{name}} ist nicht zu hören: Das Gerät dort ({{device}}) liefert keinen Ton.',
      black: '{{name}} ist nicht zu sehen: Das Gerät dort ({{device}}) liefert ein schwarzes Bild.',
      frozen: '{{name}} steht still: Das Gerät dort ({{device}}) liefert keine neuen Bilder.',
      ended: '{{name}}: Das Gerät dort ({{device}}) ist weg.',
    },
    receiving: {
      voice: 'Du hörst {{name}} noch nicht; {{where}}.',
      sound: 'Du hörst den Ton zum Bildschirm von {{name}} noch nicht; {{where}}.',
      picture: 'Du siehst {{name}} noch nicht; {{where}}.',
      screen: 'Du siehst den Bildschirm von {{name}} noch nicht; {{where}}.',
    },
    sending: {
      voice: '{{name}} hört dich noch nicht; {{where}}.',
      sound: '{{name}} hört den Ton zu deinem Bildschirm noch nicht; {{where}}.',
      picture: '{{name}} sieht dich noch nicht; {{where}}.',
      screen: '{{name}} sieht deinen Bildschirm noch nicht; {{where}}.',
    },
    toNobody: {
      voice: 'Niemand hört dich; {{where}}.',
      sound: 'Niemand hört den Ton zu deinem Bildschirm; {{where}}.',
      picture: 'Niemand sieht dich; {{where}}.',
      screen: 'Niemand sieht deinen Bildschirm; {{where}}.',
    },
    fromThem: {
      voice: 'Niemand hört {{name}}; {{where}}.',
      sound: 'Niemand hört den Ton zum Bildschirm von {{name}}; {{where}}.',
      picture: 'Niemand sieht {{name}}; {{where}}.',
      screen: 'Niemand sieht den Bildschirm von {{name}}; {{where}}.',
    },
    where: {
      mine: 'deine Seite wird neu verbunden',
      theirs: 'die Seite von {{name}} wird neu verbunden',
      server: 'der Server bringt es in Ordnung',
      myNarrow: 'deine Verbindung hat keinen Platz dafür',
      theirNarrow: 'die Verbindung von {{name}} hat keinen Platz dafür',
      waiting: 'gleich wird es wieder versucht',
    },
  },
  copyHint: 'Für eine Fehlermeldung. Darin stehen weder Namen noch Adressen.',
};
