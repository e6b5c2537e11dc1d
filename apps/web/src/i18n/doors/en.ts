/** What the operator's opening and closing of doors looks like to everybody else. */
export const en = {
  closedTitle: 'The doors are closed',
  closed:
    'The operator of this server lets nobody in right now. Leave this page open: it goes on by itself as soon as the doors open.',
  waiting: 'Waiting for the doors to open …',
  ended: {
    'doors-closed': {
      title: 'The meeting is over',
      text: 'The operator of this server has closed the doors and ended all meetings.',
    },
    'room-closed': {
      title: 'The meeting is over',
      text: 'The operator of this server has closed this meeting. Its chat is kept.',
    },
    removed: {
      title: 'You are no longer in the meeting',
      text: 'The operator of this server has removed you from it.',
    },
    'room-deleted': {
      title: 'The meeting is over',
      text: 'Whoever kept this room has given it up. Its chat is gone.',
    },
    'members-only': {
      title: 'You are no longer in the meeting',
      text: 'This room is for its members now.',
    },
  },
  notice: 'The operator has closed the doors. All meetings end in {{time}}.',
  noticeStays: 'The operator has closed the doors. This meeting goes on; nobody new can join.',
};
