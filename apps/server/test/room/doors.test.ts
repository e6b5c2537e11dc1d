import { describe, expect, test } from 'vitest';
import { Doors, type Newcomer } from '../../src/room/Doors.ts';

const START = 1_000_000;
const LATER = START + 3_600_000;
const NOBODY: Newcomer = { isRunning: false, closedAt: undefined, joinedBefore: undefined };

function closedDoors(wish: { endMeetingsInMs?: number } = {}): Doors {
  const doors = new Doors(undefined, START);
  doors.set(doors.wished({ isOpen: false, ...wish }, START));
  return doors;
}

function enter(doors: Doors, newcomer: Partial<Newcomer>, now = LATER): string {
  try {
    doors.assertMayEnter({ ...NOBODY, ...newcomer }, now);
    return 'in';
  } catch (error) {
    return (error as { details: { reason: string } }).details.reason;
  }
}

describe('open doors', () => {
  test('let everybody in, before anybody has touched them', () => {
    const doors = new Doors(undefined, START);
    expect(doors.state).toEqual({ isOpen: true, changedAt: null, meetingsEndAt: null });
    expect(enter(doors, {})).toBe('in');
    expect(enter(doors, { isRunning: true, joinedBefore: 5 })).toBe('in');
  });

  test('do not bring back a meeting that was closed, but for those who come anew', () => {
    const doors = new Doors(undefined, START);
    expect(enter(doors, { closedAt: 10, joinedBefore: 10 })).toBe('room-closed');
    expect(enter(doors, { closedAt: 10, joinedBefore: 11 })).toBe('in');
    expect(enter(doors, { closedAt: 10 })).toBe('in');
  });
});

describe('closed doors', () => {
  test('keep out whoever is new, into running meetings too', () => {
    expect(enter(closedDoors(), {})).toBe('doors-closed');
    expect(enter(closedDoors(), { isRunning: true })).toBe('doors-closed');
  });

  test('let those back who were in a meeting that still runs', () => {
    expect(enter(closedDoors(), { isRunning: true, joinedBefore: 5 })).toBe('in');
    expect(enter(closedDoors(), { isRunning: false, joinedBefore: 5 })).toBe('doors-closed');
  });

  test('let them back after a restart, when no meeting runs yet, for a minute', () => {
    const kept = closedDoors();
    expect(enter(kept, { joinedBefore: 5 }, START + 59_999)).toBe('in');
    expect(enter(kept, { joinedBefore: 5 }, START + 60_000)).toBe('doors-closed');
    expect(enter(kept, {}, START + 1)).toBe('doors-closed');
  });

  test('let nobody back into what was ended with them', () => {
    const doors = closedDoors({ endMeetingsInMs: 10 });
    doors.set(doors.ended(START + 10));
    for (const joinedBefore of [START - 1, START + 10]) {
      expect(enter(doors, { isRunning: true, joinedBefore }, START + 20)).toBe('doors-closed');
    }
  });
});

describe('what is kept', () => {
  test('the countdown, from the moment of closing', () => {
    expect(closedDoors({ endMeetingsInMs: 300_000 }).state).toEqual({
      isOpen: false,
      changedAt: START,
      meetingsEndAt: START + 300_000,
    });
  });

  test('closing again changes what becomes of the meetings, and not since when they are closed', () => {
    const doors = closedDoors({ endMeetingsInMs: 300_000 });
    doors.set(doors.wished({ isOpen: false }, LATER));
    expect(doors.state).toEqual({ isOpen: false, changedAt: START, meetingsEndAt: null });
  });

  test('opening calls the countdown off', () => {
    const doors = closedDoors({ endMeetingsInMs: 300_000 });
    doors.set(doors.wished({ isOpen: true }, LATER));
    expect(doors.state).toEqual({ isOpen: true, changedAt: LATER, meetingsEndAt: null });
    expect(enter(doors, {})).toBe('in');
  });
});
