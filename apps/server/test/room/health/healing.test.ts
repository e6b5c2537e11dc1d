import type { Publication, Source } from '@parley/protocol/media';
import { describe, expect, test } from 'vitest';
import { Healing } from '../../../src/room/health/Healing.ts';
import type { Finding } from '../../../src/room/health/HealthJudge.ts';

function finding(
  part: Partial<Omit<Finding, 'publication'>> & { source?: Source; id?: string } = {},
): Finding {
  const { source = 'microphone', id = 'voice', ...rest } = part;
  const publication: Publication = {
    publicationId: id,
    peerId: 'ann',
    source,
    isPaused: false,
    revision: 1,
  };
  return {
    kind: 'no-packets',
    place: 'downlink',
    publication,
    receiverId: 'ben',
    since: 0,
    forwarding: {
      producer: { isPaused: false, packets: 9 },
      consumer: { isPaused: false, shouldFlow: true, packets: 9, isStarved: false },
    },
    isWholeDownlink: false,
    ...rest,
  };
}

/** The steps that are taken while the trouble stays, in a minute of looks every half second. */
function stepsOver(...findings: Finding[]): string[] {
  const healing = new Healing();
  const steps: string[] = [];
  for (let now = 0; now < 60_000; now += 500) {
    for (const { step } of healing.due(findings, now)) steps.push(Object.values(step).join(' '));
  }
  return steps;
}

const paused = {
  producer: { isPaused: false, packets: 9 },
  consumer: { isPaused: true, shouldFlow: true, packets: 9, isStarved: false },
};

describe('the smallest step that works comes first', () => {
  test.each([
    [
      'a consumer that was paused',
      finding({ place: 'sfu', forwarding: paused }),
      ['resume-consumer ben voice', 'rewatch ben voice', 'rebuild ben'],
    ],
    [
      'a picture that cannot be decoded',
      finding({ kind: 'frozen', place: 'receiver', source: 'camera', id: 'face' }),
      ['key-frame ben face', 'rewatch ben face'],
    ],
    [
      'a producer that was paused',
      finding({ place: 'sfu', receiverId: null }),
      ['resume-producer ann voice', 'rebuild ann'],
    ],
    [
      'an uplink',
      finding({ place: 'uplink', receiverId: null }),
      ['restart-ice ann send', 'rebuild ann'],
    ],
    ['one voice of several', finding(), ['rewatch ben voice']],
    ['a whole downlink', finding({ isWholeDownlink: true }), ['restart-ice ben receive', 'rebuild ben']],
    ['a transport that is gone', finding({ place: 'sfu', forwarding: undefined }), ['rebuild ben']],
    [
      'zeros in packets',
      finding({ kind: 'not-heard', place: 'receiver' }),
      ['rewatch ben voice', 'rebuild ben'],
    ],
    [
      'a microphone of zeros',
      finding({ kind: 'digital-silence', place: 'sender', receiverId: null }),
      ['recapture ann microphone'],
    ],
  ])('%s', (_name, trouble, steps) => {
    expect(stepsOver(trouble)).toEqual(steps);
  });

  test.each([
    [
      'what the system has muted',
      finding({ kind: 'muted-by-system', place: 'sender', receiverId: null }),
    ],
    [
      'a network that is too narrow',
      finding({
        forwarding: {
          producer: { isPaused: false, packets: 9 },
          consumer: { isPaused: false, shouldFlow: true, packets: 9, isStarved: true },
        },
      }),
    ],
    [
      'a shared screen that ended',
      finding({ kind: 'ended', place: 'sender', source: 'screen', receiverId: null }),
    ],
  ])('nothing is done about %s', (_name, trouble) => {
    expect(stepsOver(trouble)).toEqual([]);
    expect(new Healing().isHealing(trouble, 0)).toBe(false);
  });
});

test('a step has its time before the next', () => {
  const healing = new Healing();
  const trouble = finding({ isWholeDownlink: true });
  expect(healing.due([trouble], 0)).toHaveLength(1);
  expect(healing.due([trouble], 4_900)).toEqual([]);
  expect(healing.due([trouble], 5_000)).toMatchObject([{ step: { step: 'rebuild' } }]);
});

test('what mends a peer is done once, however many troubles it is for', () => {
  const many = ['a', 'b', 'c'].map((id) => finding({ id, isWholeDownlink: true }));
  expect(stepsOver(...many)).toEqual(['restart-ice ben receive', 'rebuild ben']);
});

test('trouble that comes back soon gets the next step, later the first again', () => {
  const healing = new Healing();
  const trouble = finding({ place: 'sfu', forwarding: paused });
  expect(healing.due([trouble], 0)).toMatchObject([{ step: { step: 'resume-consumer' } }]);
  healing.due([], 2_000);
  expect(healing.due([trouble], 6_000)).toMatchObject([{ step: { step: 'rewatch' } }]);
  healing.due([], 9_000);
  expect(healing.due([trouble], 60_000)).toMatchObject([{ step: { step: 'resume-consumer' } }]);
});

test('a step that has helped does not hold up what is due for the next trouble', () => {
  const healing = new Healing();
  const gone = finding({ place: 'sfu', forwarding: undefined });
  expect(healing.due([gone], 0)).toMatchObject([{ step: { step: 'rebuild' } }]);
  healing.due([], 1_000);
  const again = finding({ place: 'sfu', forwarding: paused });
  expect(healing.due([again], 3_000)).toMatchObject([{ step: { step: 'resume-consumer' } }]);
});

test('what has mended a peer is done again for another of its troubles', () => {
  const healing = new Healing();
  const gone = (id: string) => finding({ id, place: 'sfu', forwarding: undefined });
  expect(healing.due([gone('voice')], 0)).toMatchObject([{ step: { step: 'rebuild' } }]);
  healing.due([], 1_000);
  expect(healing.due([gone('other')], 3_000)).toMatchObject([{ step: { step: 'rebuild' } }]);
});

test('after all steps there is a pause, and then it begins anew', () => {
  const healing = new Healing();
  const trouble = finding();
  const at: number[] = [];
  for (let now = 0; now < 130_000; now += 500) {
    if (healing.due([trouble], now).length > 0) at.push(now);
  }
  expect(at).toEqual([0, 63_000, 126_000]);
  expect(healing.isHealing(trouble, 129_500)).toBe(false);
});
