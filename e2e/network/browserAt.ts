import { onTestFailed, onTestFinished } from 'vitest';
import { chromiumPath, launchChromium } from '../fixtures/chromium.ts';
import type { NetworkNamespace } from '../fixtures/NetworkNamespace.ts';
import { Person } from '../fixtures/Person.ts';
import type { RoleName } from '../media/cast.ts';
import { MediaFolder } from '../media/mediaFiles.ts';

/** Somebody with Chromium on a machine of their own, before the call. Gone with the test. */
export async function browserAt(
  machine: NetworkNamespace,
  url: string,
  { name, role }: { name: string; role: RoleName },
): Promise<Person> {
  const media = new MediaFolder();
  onTestFinished(() => media.remove());
  const browser = await launchChromium({
    devices: media.of(role),
    program: machine.program(chromiumPath()),
    extraFlags: [
      // Pages of an address without TLS get no devices.
      `--unsafely-treat-insecure-origin-as-secure=${url}`,
      // A relay of the tests has a certificate that was signed by nobody.
      '--ignore-certificate-errors',
    ],
  });
  onTestFinished(() => browser.close());
  const person = new Person(name, role, await browser.newPage({ locale: 'en-GB' }));
  onTestFailed(() => console.error(name, person.uncaught.join('\n'), person.console.join('\n')));
  return person;
}
