import type { MovingTexts } from './texts.ts';

export const de: MovingTexts = {
  out: {
    title: 'Nachrichten auf ein anderes Gerät bringen',
    text: 'Dieser Browser versiegelt, was er von deinen Unterhaltungen hat, und lässt es 24 Stunden auf dem Server. Zwölf Wörter öffnen es, auf deinem anderen Gerät.',
    hint: 'Nur Texte gehen mit. Schlüssel bleiben, wo sie sind, und hier verschwindet nichts.',
    begin: 'Versiegeln und Wörter zeigen',
    busy: 'Wird versiegelt …',
    nothing: 'In diesem Browser sind noch keine Nachrichten.',
    done_one: 'Eine Nachricht wartet auf dein anderes Gerät.',
    done_other: '{{count}} Nachrichten warten auf dein anderes Gerät.',
    leftOut_one: 'Für eine ältere Nachricht war kein Platz.',
    leftOut_other: 'Für {{count}} ältere Nachrichten war kein Platz.',
    code: 'Der Link zu diesen Wörtern als QR-Code',
    words: 'Wörter zum Öffnen',
    how: 'Lies den Code mit der Kamera eines Telefons, auf dem du angemeldet bist, oder melde dich auf dem anderen Gerät an und wähle in den Einstellungen „Nachrichten in diesen Browser holen“. Zeige die Wörter niemandem; sie erscheinen nicht noch einmal.',
    close: 'Ich bin fertig',
  },
  in: {
    title: 'Nachrichten in diesen Browser holen',
    text: 'Wähle auf deinem alten Gerät in den Einstellungen „Nachrichten auf ein anderes Gerät bringen“. Es zeigt zwölf Wörter.',
    byLink:
      'Was dein anderes Gerät auf dem Server gelassen hat, kommt in diesen Browser und bleibt hier. Tu das nur auf einem Gerät, das dir gehört.',
    words: 'Die zwölf Wörter',
    begin: 'Hierher holen',
    busy: 'Wird geholt …',
    done_zero: 'Alles war schon hier.',
    done_one: 'Eine Nachricht ist angekommen.',
    done_other: '{{count}} Nachrichten sind angekommen.',
    none: 'Für dieses Konto wartet nichts. Vielleicht wurde es schon geholt, oder die 24 Stunden sind um: Beginne auf dem alten Gerät von vorn.',
    wrong:
      'Diese Wörter öffnen nicht, was wartet. Falls du inzwischen neu begonnen hast: Es gelten nur die letzten.',
    wrongLink:
      'Dieser Link öffnet nicht, was wartet. Falls du inzwischen neu begonnen hast: Es gilt nur der letzte.',
    unknown: '„{{word}}“ ist keines der möglichen Wörter.',
    count_one: 'Das ist ein Wort; es braucht {{wanted}}.',
    count_other: 'Das sind {{count}} Wörter; es braucht {{wanted}}.',
    checksum: 'Eines der Wörter ist ein anderes, oder zwei sind vertauscht.',
    notReady: 'In diesem Browser gibt es gerade keine Direktnachrichten.',
  },
};
