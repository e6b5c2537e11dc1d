import type { MessagesTexts } from './texts.ts';

export const de: MessagesTexts = {
  conversation: 'Unterhaltung mit {{name}}',
  log: 'Nachrichten',
  empty: 'Noch wurde nichts gesagt. Nur ihr beide könnt lesen, was ihr hier schreibt.',
  message: 'Nachricht',
  placeholder: 'Nachricht schreiben',
  send: 'Nachricht senden',
  tooLong_one: 'Ein Zeichen zu viel.',
  tooLong_other: '{{count}} Zeichen zu viel.',
  you: 'Du',
  unread_one: 'Eine neue Nachricht',
  unread_other: '{{count}} neue Nachrichten',
  news_one: '{{name}} hat dir geschrieben.',
  news_other: '{{count}} neue Nachrichten von {{name}}.',
  open: 'Öffnen',
  openElsewhere: 'In einem anderen Tab öffnen',
  hide: 'Ausblenden',
  unreadable: 'Eine Nachricht, die auf diesem Gerät nicht gelesen werden kann.',
  mark: {
    waiting: 'Wartet',
    sent: 'Gesendet',
    delivered: 'Zugestellt',
    read: 'Gelesen',
  },
  notSent: 'Nicht gesendet.',
  refused: {
    'not-found': 'Ihr seid keine Kontakte mehr.',
    full: 'Für diese Person wartet schon zu viel, oder der Server hat keinen Platz.',
    other: 'Der Server hat sie nicht angenommen.',
  },
  retry: 'Erneut versuchen',
  file: {
    attach: 'Datei anhängen',
    save: 'Speichern',
    saveNamed: '{{name}} speichern',
    cancel: 'Abbrechen',
    cancelNamed: '{{name}} nicht senden',
    progress: 'Bisher gesendet',
    gone: 'Sie liegt nicht mehr auf dem Server: Dateien werden 30 Tage lang aufgehoben.',
    broken: 'Was ankam, ist nicht die Datei, die gesendet wurde.',
    lost: 'Sie kam nicht durch. Versuche es noch einmal.',
    tooLarge: '{{name}} ist zu groß: Eine Datei darf etwa {{size}} haben.',
    unreadable: '{{name}} konnte nicht gelesen werden, oder dieser Browser hat keinen Platz dafür.',
  },
  unsupported:
    'Direktnachrichten gehen in diesem Browser nicht: Er kann die Schlüssel dafür nicht erzeugen (Chrome 133, Firefox 130 oder Safari 17 können es), oder er behält nichts, wie in manchen privaten Fenstern.',
  way: {
    title: 'Der Weg deiner Nachrichten',
    straight: 'direkt',
    server: 'über den Server',
    straightText:
      'Deine Nachrichten gehen versiegelt von diesem Browser geradewegs zu allen Geräten der anderen Person und zu deinen übrigen. Der Server hat sie einander nur vorgestellt. Dateien gehen über den Server, ebenso versiegelt.',
    serverText:
      'Deine Nachrichten gehen über den Server, der sie versiegelt aufhebt, bis die Geräte der anderen Person sie haben. Direkt gehen sie, solange alle Geräte von euch beiden da sind und von diesem Browser ein Weg zu jedem offen ist.',
    allow: 'Direkt miteinander, zu zweit im Anruf und beim Schreiben mit Kontakten',
    allowHint:
      'Nichts geht durch den Server. Das Gerät der anderen Person sieht die Adresse deines Netzes.',
    close: 'Schließen',
  },
  noDevice:
    'Diese Person hat Parley noch nicht geöffnet, seit sie Nachrichten bekommen kann. Was du schreibst, wartet hier.',
  newDevice: {
    title: '{{name}} hat ein neues Gerät',
    text: 'Es wird nichts gesendet, bis du sagst, dass das in Ordnung ist. Vergleicht die Sicherheitsnummer, um sicher zu sein.',
    own: 'Du hast ein neues Gerät: {{device}}',
    ownText:
      'Es wird nichts gesendet, bis du sagst, dass es deines ist. Wenn nicht: Entferne es und ändere dein Passwort.',
    accept: 'In Ordnung',
    mine: 'Es ist meines',
    remove: 'Entfernen',
  },
  removed: {
    title: 'Dieser Browser wurde aus deinen Geräten entfernt',
    text: 'Was er schon hat, kannst du hier weiter lesen. Neues kommt nicht, und schreiben geht nicht. Wieder hinzugefügt ist er ein neues Gerät, von dem deine Kontakte erfahren.',
    addAgain: 'Wieder hinzufügen',
  },
  devices: {
    title: 'Geräte, die deine Nachrichten lesen',
    hint: 'Direktnachrichten werden für jedes dieser Geräte versiegelt. Was dir geschickt wird, können sie lesen.',
    list: 'Geräte',
    current: 'Dieser Browser',
    added: 'hinzugefügt am {{time}}',
    lastSeen: 'zuletzt da am {{time}}',
    moveHint:
      'Ein Gerät hat, was gesagt wurde, seit es hinzukam. Was vorher war, kannst du dorthin mitnehmen.',
    moveOut: 'Nachrichten auf ein anderes Gerät bringen',
    bringIn: 'Nachrichten in diesen Browser holen',
    remove: 'Entfernen',
    removeNamed: '{{name}} entfernen, {{added}}',
    removeTitle: 'Dieses Gerät entfernen?',
    removeOther:
      '{{name}} bekommt ab jetzt keine Nachrichten mehr und kann keine schreiben. Was schon dort ist, bleibt dort. Angemeldet ist es weiterhin: Ist es nicht in deinen Händen, beende auch seine Sitzung und ändere dein Passwort.',
    removeOwn:
      'Dieser Browser bekommt ab jetzt keine Nachrichten mehr und kann keine schreiben. Was er schon hat, bleibt hier. Du kannst ihn wieder hinzufügen, als neues Gerät, von dem deine Kontakte erfahren.',
  },
  safety: {
    open: 'Sicherheitsnummer',
    title: 'Sicherheitsnummer',
    text: 'Vergleiche diese Ziffern mit {{name}}, nebeneinander oder im Gespräch. Seht ihr beide dieselben, steht niemand zwischen euch.',
    compared: 'Du hast diese Nummer verglichen.',
    match: 'Die Nummern stimmen überein',
    close: 'Schließen',
  },
};
