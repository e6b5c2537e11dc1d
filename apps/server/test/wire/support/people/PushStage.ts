import { expect } from 'vitest';
import { accountIdOf } from '../../../storage/support/newAccount.ts';
import { LOCAL_REACH, PushService } from '../PushService.ts';
import { WebBrowser } from '../WebBrowser.ts';
import { deviceKeyOf, sealedMessage } from './messages.ts';
import { PeopleServer } from './PeopleServer.ts';
import type { PersonClient } from './PersonClient.ts';

/** Of messages and calls so far: none has the id of another, after a restart neither. */
let count = 0;

/**
 * Ada is here, with a page and a device. Bob and Cleo are her contacts: each has a device that was open once and no page, and
 * Cleo's browser wants notifications.
 */
export class PushStage {
  readonly people: PeopleServer;
  readonly service: PushService;
  readonly ada: PersonClient;

  private constructor(people: PeopleServer, service: PushService, ada: PersonClient) {
    this.people = people;
    this.service = service;
    this.ada = ada;
  }

  static async start(options: Parameters<typeof PeopleServer.start>[0] = {}): Promise<PushStage> {
    const people = await PeopleServer.start({ pushReach: LOCAL_REACH, ...options });
    const service = await PushService.start();
    for (const name of ['ada', 'bob', 'cleo']) await people.account(name);
    await people.befriend('ada', 'bob');
    await people.befriend('ada', 'cleo');
    const stage = new PushStage(people, service, await openDevice(people, 'ada'));
    await stage.deviceOf('bob');
    await stage.deviceOf('cleo');
    await stage.subscribed('cleo');
    return stage;
  }

  /** The same people after a restart with the same `dataDir`; Ada has her page again. */
  async restarted(options: Parameters<typeof PeopleServer.start>[0]): Promise<PushStage> {
    await this.people.server.app.close();
    const people = await PeopleServer.start({ pushReach: LOCAL_REACH, ...options });
    return new PushStage(people, this.service, await openDevice(people, 'ada'));
  }

  /** A browser in which somebody is signed in, with no page open. */
  async browserOf(name: string): Promise<WebBrowser> {
    const { token } = await this.people.signIn(name);
    return new WebBrowser(this.people.server.url, { authorization: `Bearer ${token}` });
  }

  /** The same, and it wants notifications. */
  async subscribed(name: string, browser = name): Promise<WebBrowser> {
    const theirs = await this.browserOf(name);
    const asked = await theirs.ask('PUT /account/push', this.service.subscribe(browser));
    expect(asked).toMatchObject({ status: 204 });
    return theirs;
  }

  /** Somebody's device, without any page: it was open once. */
  async deviceOf(name: string): Promise<void> {
    const tab = await openDevice(this.people, name);
    tab.close();
    await this.people.settled();
  }

  /** Ada writes. */
  write(to: string, more: { notifies?: boolean } = { notifies: true }) {
    count += 1;
    return this.ada.request('message:send', {
      ...sealedMessage(`message-${count}`, deviceKeyOf('ada')),
      accountId: accountIdOf(to),
      keys: [{ accountId: accountIdOf(to), deviceKey: deviceKeyOf(to), sealedKey: 'key' }],
      ...more,
    });
  }

  /** Ada calls. @returns the ring's id */
  async ring(to: string): Promise<string> {
    count += 1;
    const ringId = `ring-id-${count}`;
    await this.ada.request('ring:start', { ringId, accountId: accountIdOf(to) });
    return ringId;
  }

  /** Cleo is told of something that came later than all before: what Bob was to be told would be there. */
  async expectNothingTo(browser: string): Promise<void> {
    const before = this.service.letters.filter(({ to }) => to === '/cleo').length;
    await this.write('cleo');
    await this.service.lettersTo('cleo', before + 1);
    expect(this.service.letters.filter(({ to }) => to === `/${browser}`)).toEqual([]);
  }
}

async function openDevice(people: PeopleServer, name: string): Promise<PersonClient> {
  const client = await people.open(name);
  await client.request('device:open', { deviceKey: deviceKeyOf(name), name });
  return client;
}
