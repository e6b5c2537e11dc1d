/** The texts of direct messages in English; they come with their page. */
export const en = {
  conversation: 'Conversation with {{name}}',
  log: 'Messages',
  empty: 'Nothing has been said yet. Only the two of you can read what you write here.',
  message: 'Message',
  placeholder: 'Write a message',
  send: 'Send message',
  tooLong_one: 'One character too many.',
  tooLong_other: '{{count}} characters too many.',
  you: 'You',
  unread_one: 'One new message',
  unread_other: '{{count}} new messages',
  news_one: '{{name}} has written to you.',
  news_other: '{{count}} new messages from {{name}}.',
  open: 'Open',
  openElsewhere: 'Open in another tab',
  hide: 'Hide',
  unreadable: 'A message that cannot be read on this device.',
  mark: {
    waiting: 'Waiting',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
  },
  notSent: 'Not sent.',
  refused: {
    'not-found': 'You are not contacts any more.',
    full: 'Too much waits for them already.',
    other: 'The server did not take it.',
  },
  retry: 'Try again',
  unsupported:
    'Direct messages do not work in this browser: it cannot make the keys for them (Chrome 133, Firefox 130 or Safari 17 can), or it keeps nothing, as in some private windows.',
  way: {
    title: 'The way of your messages',
    straight: 'direct',
    server: 'by the server',
    straightText:
      'Your messages go straight from this browser to theirs, sealed. The server has only introduced the two.',
    serverText:
      'Your messages go by the server, which keeps them sealed until their devices have them. They go straight while both of you are here with one device each, and a way between the two is open.',
    allow: 'Straight to each other, in calls of two and with contacts I write to',
    allowHint:
      'Nothing goes through the server. The other person’s device sees the address of your network.',
    close: 'Close',
  },
  noDevice: 'They have not opened Parley since they can get messages. What you write waits here.',
  newDevice: {
    title: '{{name}} has a new device',
    text: 'Nothing is sent until you say that this is fine. To be sure that it is them, compare the safety number.',
    own: 'You have a new device: {{device}}',
    ownText:
      'Nothing is sent until you say that it is yours. If it is not: remove it and change your password.',
    accept: 'It is fine',
    mine: 'It is mine',
    remove: 'Remove',
  },
  removed: {
    title: 'This browser was removed from your devices',
    text: 'What it has already can still be read here. Nothing new comes, and nothing can be written. Added again, it is a new device, of which your contacts are told.',
    addAgain: 'Add it again',
  },
  devices: {
    title: 'Devices that read your messages',
    hint: 'Direct messages are sealed for each of these. Whatever is sent to you, they can read.',
    list: 'Devices',
    current: 'This browser',
    added: 'added {{time}}',
    lastSeen: 'last seen {{time}}',
    remove: 'Remove',
    removeNamed: 'Remove {{name}}, {{added}}',
    removeTitle: 'Remove this device?',
    removeOther:
      '{{name}} gets no messages from now on, and cannot write any. What it has already stays on it. It is still signed in: if it is not in your hands, end its session as well, and change your password.',
    removeOwn:
      'This browser gets no messages from now on, and cannot write any. What it has already stays here. You can add it again, as a new device of which your contacts are told.',
  },
  safety: {
    open: 'Safety number',
    title: 'Safety number',
    text: 'Compare these digits with {{name}}, side by side or in a call. If both of you see the same, nobody stands between you.',
    compared: 'You have compared this number.',
    match: 'The numbers match',
    close: 'Close',
  },
};
