import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { momentEvents, requests, roomEvents } from '../src/contract.ts';
import { ParleyError, WireError } from '../src/errors.ts';
import { peopleEvents, peopleRequests } from '../src/people/peopleContract.ts';

const CONTRACTS = [
  {
    what: 'a room',
    requests,
    events: { ...roomEvents, ...momentEvents },
    topics: [
      'room',
      'peer',
      'hand',
      'reaction',
      'chat',
      'file',
      'media',
      'direct',
      'health',
      'server',
      'doors',
    ],
  },
  {
    what: 'people',
    requests: peopleRequests,
    events: peopleEvents,
    topics: [
      ...['people', 'contact', 'person', 'status', 'visibility', 'activity', 'me', 'server'],
      ...['archive', 'channel', 'device', 'file', 'message'],
      ...['ring', 'missed'],
    ],
  },
];

describe.each(CONTRACTS)('the contract of $what', ({ requests, events, topics }) => {
  const names = [...Object.keys(requests), ...Object.keys(events)];

  it('names everything topic:verb with a topic of the closed list', () => {
    for (const name of names) {
      const [topic, verb, ...rest] = name.split(':');
      expect(topics, name).toContain(topic);
      expect(verb, name).toMatch(/^[a-z][A-Za-z]+$/);
      expect(rest, name).toEqual([]);
    }
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuses unknown fields in every request and event', () => {
    const schemas = [...Object.values(requests).map(({ request }) => request), ...Object.values(events)];
    // Of a choice of shapes each one has to refuse them.
    const shapes = schemas.flatMap((schema): readonly z.core.$ZodType[] =>
      schema instanceof z.ZodMiniDiscriminatedUnion ? schema.def.options : [schema],
    );
    for (const schema of shapes) {
      const issues = z.safeParse(schema, { surplus: 1 }).error?.issues ?? [];
      expect(issues.map(({ code }) => code)).toContain('unrecognized_keys');
    }
  });
});

describe('an error on the wire', () => {
  it('comes out as it went in', () => {
    const error = new ParleyError('full', 'This room is full.', { limit: 4 });
    const wire = WireError.parse(JSON.parse(JSON.stringify(error.toWire())));
    const back = ParleyError.fromWire(wire);
    expect(back).toMatchObject({ code: 'full', message: error.message, details: { limit: 4 } });
  });

  it('has a code of the closed list', () => {
    expect(WireError.safeParse({ code: 'oops', message: '' }).success).toBe(false);
  });
});
