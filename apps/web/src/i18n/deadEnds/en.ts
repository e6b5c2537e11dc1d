/** Texts of the pages that say why there is no room here, in English. */
export const deadEndsEn = {
  page: {
    notFoundTitle: 'There is no such page',
    notFound: 'The address may be mistyped.',
    badRoomTitle: 'This is not a room name',
    badRoom: 'A room name has 1 to 64 characters: letters from a to z, digits and dashes.',
    badRoomOffer: 'Did you mean this one?',
    openRoom: 'Open {{room}}',
    insecureTitle: 'This page needs https',
    insecure:
      'It was opened without encryption, and then browsers give no page a microphone or a camera.',
    insecureTry: 'Open it with https:',
    insecureAdmin:
      'If that does not work, ask whoever runs this server to switch https on. The README shows how, also for a local network.',
    unsupportedTitle: 'This browser cannot make calls',
    unsupported:
      'It lacks something that video calls need: {{missing}}. A current Chrome, Edge, Firefox or Safari has it.',
  },
};
