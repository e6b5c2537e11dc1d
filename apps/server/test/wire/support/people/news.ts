import type { PersonClient } from './PersonClient.ts';

/** What a tab has heard of others, in short. */
export async function news(client: PersonClient): Promise<string[]> {
  await client.settle();
  return client.heard.map(({ name, data }) => {
    if ('person' in data) {
      const how = 'status' in data.person ? ` ${data.person.status}` : '';
      return `${name} ${data.person.name}${how}`;
    }
    if ('request' in data) return `${name} ${data.request.direction} ${data.request.person.name}`;
    if ('accountId' in data) return `${name} ${data.accountId.replace('account-', '')}`;
    return name;
  });
}
