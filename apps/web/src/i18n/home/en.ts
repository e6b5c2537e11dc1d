/** Texts of the home page in English. */
export const homeEn = {
  home: {
    claim: 'Video meetings on your own server. Send a link, and talk.',
    newRoom: 'New room',
    newRoomHint: 'Opens a room with a name that is easy to say and hard to guess.',
    or: 'or',
    roomField: 'Room name or code',
    roomPlaceholder: 'monday-team',
    join: 'Join room',
    missing: 'Type the name of a room, or paste its link.',
    unusable: 'A room name needs at least one letter from a to z or a digit.',
    becomes: 'Opens the room “{{room}}”.',
    recent: 'Recent rooms',
    forget: 'Forget {{room}}',
    codeCall: 'Call with a code',
    codeCallHint: 'For two: tell somebody the code over the phone.',
    codeFailed: 'No code could be had. Try again.',
  },
};
