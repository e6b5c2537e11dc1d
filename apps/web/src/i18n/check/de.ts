import type { CheckTexts } from './texts.ts';

export const de: CheckTexts = {
  title: 'Verbindungstest',
  intro:
    'Findet heraus, ob Anrufe von hier aus gehen: Dieser Browser ruft sich über diesen Server kurz selbst an. Das dauert etwa 15 Sekunden, und nichts wird aufgezeichnet.',
  start: 'Test starten',
  again: 'Noch einmal testen',
  running: 'Test läuft …',
  failed: 'Der Test selbst ist stehen geblieben. Lade diese Seite neu, und versuch es noch einmal.',
  overall: {
    running: 'Der Test läuft. Bleib einen Moment auf dieser Seite.',
    good: 'Alles geht. Anrufe werden von hier aus gut klappen.',
    weak: 'Anrufe gehen von hier aus, mit Einschränkungen. Sieh dir an, was gelb ist.',
    bad: 'Anrufe werden von hier aus nicht gut gehen. Sieh dir an, was rot ist.',
    unknown: 'Es ließ sich nichts messen.',
  },
  verdict: { good: 'Gut', weak: 'Eingeschränkt', bad: 'Problem', unknown: 'Nicht gemessen' },
  results: 'Ergebnisse',
  item: {
    page: 'Diese Seite',
    signaling: 'Server',
    udp: 'Ton und Bild über UDP',
    tcp: 'Ton und Bild über TCP',
    turn: 'Ton und Bild über das Relais (TURN)',
    sound: 'Ton, hin und zurück',
    roundTrip: 'Verzögerung, hin und zurück',
    loss: 'Verlorene Pakete',
    upload: 'Senden',
    download: 'Empfangen',
    microphone: 'Mikrofon',
    camera: 'Kamera',
  },
  value: {
    ms: '{{value}} ms',
    percent: '{{value}} %',
    kbps: '{{value}} kbit/s',
    mbps: '{{value}} Mbit/s',
  },
  reason: {
    'insecure-page':
      'Diese Seite wurde unverschlüsselt geöffnet, deshalb geben ihr Browser weder Mikrofon noch Kamera. Öffne sie mit https.',
    unsupported: 'Dieser Browser kann das nicht. Nimm ein aktuelles Chrome, Edge, Firefox oder Safari.',
    unreachable:
      'Der Server hat nicht geantwortet. Prüf, ob du online bist, und versuch es noch einmal.',
    refused:
      'Der Server hat geantwortet, den Test aber nicht zugelassen. Lade diese Seite neu; hilft das nicht, sag es dem Betreiber.',
    'polling-only':
      'Etwas zwischen hier und dem Server lässt keine Web-Sockets durch. Anrufe gehen, beginnen aber langsam. Sag es dem Betreiber: Es ist eine Einstellung des Proxys.',
    slow: 'Antworten brauchen lange, man fällt sich ins Wort. Geh näher ans WLAN, nimm ein Kabel, oder schalte ein VPN aus.',
    'no-answer':
      'Dieser Weg ist zu. Anrufe nehmen einen anderen. Wenn sie stocken, nimm ein anderes Netz, oder schalte ein VPN aus.',
    'no-answer-at-all':
      'Weder Ton noch Bild kommt durch. Versuch es in einem anderen Netz, etwa dem eines Telefons. Geht es auch dort nicht, schick dem Betreiber den Code.',
    'not-offered':
      'Dieser Server bietet keines an. Man braucht es nur in Netzen, die alles andere sperren.',
    'wrong-secret':
      'Das Relais lehnt ab, was dieser Server ausgegeben hat. Das kann nur der Betreiber ändern: Schick ihm den Code.',
    'turn-unreachable': 'Das Relais antwortet nicht. Schick dem Betreiber den Code.',
    'not-relayed': 'Das Relais antwortet, aber es kommt nichts hindurch. Schick dem Betreiber den Code.',
    'not-heard': 'Ein Prüfton wurde gesendet und kam nicht zurück. Schick dem Betreiber den Code.',
    'not-measured': 'Dieser Browser hat es nicht verraten.',
    lossy:
      'Unterwegs gehen Pakete verloren, Stimmen reißen ab. Geh näher ans WLAN, oder nimm ein Kabel.',
    narrow:
      'Die Leitung ist dünn. Beende andere Downloads und Videos, und schalte die Kamera aus, wenn der Ton stockt.',
    'busy-processor':
      'Dieser Rechner ist zu beschäftigt, um herauszufinden, was die Leitung kann. Schließ andere Programme, und teste noch einmal.',
    denied:
      'Diese Seite darf es nicht benutzen. Klick auf das Zeichen links neben der Adresse, erlaube es dort, und versuch es noch einmal.',
    'denied-by-system':
      'Das System lässt diesen Browser nicht heran. Erlaube es in den Datenschutz-Einstellungen des Systems, und versuch es noch einmal.',
    dismissed:
      'Die Frage des Browsers wurde ohne Antwort geschlossen. Versuch es noch einmal, und wähle „Zulassen“.',
    'not-found': 'Es wurde keines gefunden. Schließ eines an, und versuch es noch einmal.',
    'in-use': 'Ein anderes Programm benutzt es. Schließ dieses Programm, und versuch es noch einmal.',
    lost: 'Es ist weg. Schließ es wieder an, und versuch es noch einmal.',
    'frame-not-allowed':
      'Diese Seite steckt in einer anderen, die es nicht weitergibt. Öffne sie in einem eigenen Tab.',
    failed: 'Damit ging etwas schief. Versuch es gleich noch einmal.',
    silent:
      'Es liefert überhaupt nichts. Such nach einem Schalter am Gerät und in den Einstellungen des Systems.',
  },
  devices: {
    title: 'Mikrofon und Kamera',
    hint: 'Der Browser fragt dich um Erlaubnis. Beide werden nach einem Moment wieder ausgeschaltet.',
    check: 'Mikrofon und Kamera prüfen',
    checking: 'Prüfung läuft. Sag etwas …',
  },
  loop: {
    title: 'Hör dich selbst',
    hint: 'Schickt dein Mikrofon zum Server und zurück: Du hörst, was andere hören würden. Nichts wird aufgezeichnet.',
    headphones: 'Setz vorher Kopfhörer auf, sonst pfeift es.',
    start: 'Zuhören',
    starting: 'Verbinden …',
    stop: 'Aufhören',
    sent: 'Dein Mikrofon',
    returned: 'Was zurückkommt',
  },
  code: {
    title: 'Für den Betreiber',
    hint: 'In diesem Code stecken die Ergebnisse von oben und die Art des Browsers, und nichts über dich.',
    label: 'Code',
    copy: 'Code kopieren',
    copied: 'Kopiert',
    json: 'Ergebnisse als JSON',
    copyJson: 'JSON kopieren',
  },
};
