import type { Person } from '../fixtures/Person.ts';

/** Writes down from now on all that the status line of somebody's call says. @returns reads it */
export async function noteStatus(person: Person): Promise<() => Promise<string>> {
  const said = await person.call.status.evaluateHandle((status) => {
    const lines: string[] = [];
    // Only what is added: what was said a moment before is still on the screen.
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const line of addedNodes) lines.push(line.textContent ?? '');
      }
    }).observe(status, { childList: true });
    return lines;
  });
  return async () => (await said.jsonValue()).join('\n');
}

/** Marks the tile of `other` on somebody's page. @returns whether that very tile is still there */
export async function markTile(person: Person, other: Person): Promise<() => Promise<boolean>> {
  const tile = await person.call.tile(other.name).elementHandle();
  return () => person.page.evaluate((element) => element?.isConnected ?? false, tile);
}
