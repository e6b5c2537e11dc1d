import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { expect as expectPage } from '../expect.ts';
import { BrowserPool } from '../fixtures/browserPool.ts';
import { Person } from '../fixtures/Person.ts';
import { randomRoom } from '../fixtures/randomRoom.ts';
import type { RoleName } from '../media/cast.ts';
import { seenRole } from '../senses/sight.ts';
import type { Engine } from './Engine.ts';
import { openEngine } from './openEngine.ts';
import { ParleyContainer } from './ParleyContainer.ts';

const browsers = new BrowserPool();
let engine: Engine;
let parley: ParleyContainer;

beforeAll(async () => {
  engine = await openEngine();
  parley = await ParleyContainer.start(engine);
});

afterAll(async () => {
  try {
    await browsers.close();
    await parley?.project.remove();
  } finally {
    await engine?.close();
  }
});

async function someone(name: string, role: RoleName): Promise<Person> {
  const browser = await browsers.of(role);
  const person = new Person(name, role, await (await browser.newContext()).newPage());
  onTestFailed(async () => {
    // Of a page that was closed nothing can be said any more.
    const shown = await person.page.locator('body').ariaSnapshot().catch(String);
    console.error(name, shown, person.uncaught.join('\n'), person.console.join('\n'));
  });
  return person;
}

/** One line of /proc/1/status. */
function statusOfServer(field: string): Promise<string> {
  return parley.evaluate(
    `console.log(/^${field}:\\s*(.*)$/m.exec(require('fs').readFileSync('/proc/1/status', 'utf8'))[1])`,
  );
}

/** Tries to write a file and says `written` or the error's code. */
function write(path: string): Promise<string> {
  return parley.evaluate(
    `try { require('fs').writeFileSync('${path}', 'x'); console.log('written') } catch (e) { console.log(e.code) }`,
  );
}

test('the server is ready and says its version', async () => {
  const response = await fetch(`${parley.url}/version`);

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});

test('the health check of the image is content', async () => {
  await expect.poll(() => parley.health(), { timeout: 60_000 }).toBe('healthy');
});

test('the server is not root, has no capability and can gain none', async () => {
  expect(await statusOfServer('Uid')).toMatch(/^1000\s+1000\s+1000/);
  expect(Number.parseInt(await statusOfServer('CapEff'), 16)).toBe(0);
  expect(Number.parseInt(await statusOfServer('CapBnd'), 16)).toBe(0);
  expect(await statusOfServer('NoNewPrivs')).toBe('1');
});

test('only its data and /tmp can be written', async () => {
  expect(await write('/app/apps/server/src/main.ts')).toBe('EROFS');
  expect(await write('/usr/local/bin/node')).toBe('EROFS');
  expect(await write('/tmp/note')).toBe('written');
  expect(await write('/data/note')).toBe('written');
});

test('two people see each other through the published port, and what they wrote outlives a restart', async () => {
  const room = randomRoom();
  const ada = await someone('Ada', 'red');
  const bob = await someone('Bob', 'blue');
  await ada.join(parley.url, room);
  await bob.join(parley.url, room);

  await expect
    .poll(() => seenRole(ada.call.tile('Bob').locator('video')), { timeout: 90_000 })
    .toBe('blue');
  await expect
    .poll(() => seenRole(bob.call.tile('Ada').locator('video')), { timeout: 90_000 })
    .toBe('red');

  await ada.chat.open();
  await ada.chat.send('kept in the volume');
  await bob.chat.open();
  await expectPage(bob.chat.log).toContainText('kept in the volume');
  await ada.context.close();
  await bob.context.close();

  await parley.restart();

  const eve = await someone('Eve', 'red');
  await eve.join(parley.url, room);
  await eve.chat.open();
  await expectPage(eve.chat.log).toContainText('kept in the volume');
  await eve.context.close();
});

test('the server ends by itself when the container is stopped', async () => {
  await parley.stop();

  expect(await parley.inspect('{{.State.ExitCode}}')).toBe('0');
});
