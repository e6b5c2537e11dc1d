import type { Mail } from './Mailer.ts';

export type MailLanguage = 'en' | 'de';

type Letter = { address: string; name: string; code: string; publicUrl: string | undefined };

/** What the browser would like (RFC 9110, 12.5.4): its first choice, as far as we speak it. */
export function mailLanguage(acceptLanguage: string | undefined): MailLanguage {
  return /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en';
}

/** The server's own address, never the one that a request named: a letter must not lead elsewhere. */
const at = ({ publicUrl }: Letter) => (publicUrl === undefined ? 'Parley' : `${publicUrl}/settings`);

const CONFIRM: Record<MailLanguage, (letter: Letter) => Omit<Mail, 'to'>> = {
  en: (letter) => ({
    subject: `Parley: confirm your mail address`,
    text: `${letter.name}, this code confirms your mail address at ${at(letter)}:

    ${letter.code}

It is good for an hour. If you have not asked for it, do nothing: then nothing happens.
`,
  }),
  de: (letter) => ({
    subject: `Parley: Bestätige deine Mailadresse`,
    text: `${letter.name}, dieser Code bestätigt deine Mailadresse bei ${at(letter)}:

    ${letter.code}

Er gilt eine Stunde. Wenn du ihn nicht angefordert hast, tu nichts: Dann geschieht nichts.
`,
  }),
};

const RESET: Record<MailLanguage, (letter: Letter) => Omit<Mail, 'to'>> = {
  en: (letter) => ({
    subject: `Parley: a code for a new password`,
    text: `${letter.name}, somebody has asked for a new password at ${at(letter)}. If that was you, choose “I forgot my
password” there and enter this code:

    ${letter.code}

It is good once, for a day. If it was not you, do nothing: your password stays as it is.
`,
  }),
  de: (letter) => ({
    subject: `Parley: Code für ein neues Passwort`,
    text: `${letter.name}, jemand möchte ein neues Passwort bei ${at(letter)}. Wenn du das bist, wähle dort „Passwort
vergessen“ und gib diesen Code ein:

    ${letter.code}

Er gilt einmal und einen Tag lang. Wenn du es nicht warst, tu nichts: Dein Passwort bleibt, wie es ist.
`,
  }),
};

export function confirmLetter(letter: Letter, language: MailLanguage): Mail {
  return { to: letter.address, ...CONFIRM[language](letter) };
}

export function resetLetter(letter: Letter, language: MailLanguage): Mail {
  return { to: letter.address, ...RESET[language](letter) };
}
