export type Mail = { to: string; subject: string; text: string };

/** Whatever takes mail along. */
export type Mailer = {
  /** Resolves when a mail server has taken it. */
  send(mail: Mail): Promise<void>;
};
