import type { guestEndpoints } from '@parley/protocol/api/guest';
import { ParleyError } from '@parley/protocol/errors';
import type { Cookies } from '../../../accounts/Cookies.ts';
import type { GuestMarks } from '../../../accounts/GuestMarks.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';

type Setup = { cookies: Cookies; guests: GuestMarks };

export function guestHandlers({ cookies, guests }: Setup): ApiTopic<typeof guestEndpoints> {
  return {
    'PUT /guest': ({ body, request }, { account }) => {
      if (account !== undefined) {
        throw new ParleyError('conflict', 'Whoever is signed in is no guest.');
      }
      const known = guests.read(cookies.guestMark(request.headers));
      return { reply: body, headers: { 'set-cookie': cookies.guest(guests.make(body.name, known)) } };
    },

    'DELETE /guest': () => ({ ...done, headers: { 'set-cookie': cookies.noGuest() } }),
  };
}
