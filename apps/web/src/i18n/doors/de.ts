import type { DoorsTexts } from './texts.ts';

export const de: DoorsTexts = {
  closedTitle: 'Die Türen sind geschlossen',
  closed:
    'Wer diesen Server betreibt, lässt gerade niemanden ein. Lass diese Seite offen: Sobald die Türen aufgehen, geht es von selbst weiter.',
  waiting: 'Wartet, bis die Türen aufgehen …',
  ended: {
    'doors-closed': {
      title: 'Die Besprechung ist zu Ende',
      text: 'Wer diesen Server betreibt, hat die Türen geschlossen und alle Besprechungen beendet.',
    },
    'room-closed': {
      title: 'Die Besprechung ist zu Ende',
      text: 'Wer diesen Server betreibt, hat diese Besprechung beendet. Ihr Chat bleibt erhalten.',
    },
    removed: {
      title: 'Du bist nicht mehr in der Besprechung',
      text: 'Wer diesen Server betreibt, hat dich daraus entfernt.',
    },
    'room-deleted': {
      title: 'Die Besprechung ist zu Ende',
      text: 'Wem dieser Raum gehörte, hat ihn aufgegeben. Sein Chat ist gelöscht.',
    },
    'members-only': {
      title: 'Du bist nicht mehr in der Besprechung',
      text: 'Dieser Raum ist jetzt nur für seine Mitglieder.',
    },
  },
  notice: 'Die Türen wurden geschlossen. Alle Besprechungen enden in {{time}}.',
  noticeStays:
    'Die Türen wurden geschlossen. Diese Besprechung geht weiter; es kommt niemand mehr dazu.',
};
