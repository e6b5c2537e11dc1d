import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createCallStore } from '../../client/src/session/store/createCallStore.ts';
import { aMessage, aPeer } from '../../client/test/support/roomState.ts';
import { tellNews } from '../src/chat/pipeChat.ts';

test('tells what happens from the joining until the end, and nothing from before or after it', () => {
  const store = createCallStore('monday');
  const output = new PassThrough({ encoding: 'utf8' });
  tellNews({ store }, { server: 'https://meet.example.org', output, isJson: true });
  const { chat } = store.getState();
  const messages = (count: number) => Array.from({ length: count }, (_, index) => aMessage(index + 1));

  store.setState({ phase: 'joining' });
  store.setState({
    phase: 'joined',
    selfId: 'peer-self',
    peers: { 'peer-self': aPeer('peer-self') },
    chat: { ...chat, messages: messages(2) },
  });
  store.setState({ chat: { ...chat, messages: messages(3) } });
  store.setState({ phase: 'left', peers: {}, chat });

  const told = (output.read() as string).trim().split('\n');
  expect(told.map((line) => JSON.parse(line))).toMatchObject([
    { kind: 'message', text: aMessage(3).text },
  ]);
});
