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
    udp: 'Ton und Bild gehen direkt zum Server, über UDP. Das ist der beste Weg.',
    tcp: 'Ton und Bild gehen über TCP, weil UDP hier nicht durchkommt. Das geht, kann aber stocken.',
    relay:
      'Ton und Bild gehen über ein Relais (TURN), weil kein direkter Weg offen ist. Das geht, kann aber stocken.',
    none: 'Noch ist nichts unterwegs.',
  },
  processor: 'Dieser Rechner ist zu beschäftigt, um ein besseres Bild zu senden.',
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
  copyHint: 'Für eine Fehlermeldung. Darin stehen weder Namen noch Adressen.',
};
