import { PROTOCOL_VERSION } from '../../packages/protocol/src/version.ts';
import type { Finding } from './Finding.ts';
import { get } from './get.ts';

/** Whether it is a Parley, whether it lives, and whether it can work. */
export async function checkStatus(url: URL): Promise<{ isParley: boolean; findings: Finding[] }> {
  const version = await readJson(url, '/version');
  if ('failure' in version) {
    const remedy = 'Is the server running, and does the proxy pass all paths on to it?';
    const finding: Finding = { check: 'server', level: 'fail', text: version.failure, remedy };
    return { isParley: false, findings: [finding] };
  }
  if (version.body['name'] !== 'parley') {
    const text = 'Something answers here, but it is not Parley.';
    const remedy = 'Look where the proxy sends this name.';
    return { isParley: false, findings: [{ check: 'server', level: 'fail', text, remedy }] };
  }
  const findings: Finding[] = [aboutVersion(version.body)];
  for (const [check, path] of [
    ['alive', '/healthz'],
    ['ready', '/readyz'],
  ] as const) {
    findings.push(aboutHealth(check, path, await readJson(url, path)));
  }
  return { isParley: true, findings };
}

function aboutVersion({ version, protocol, faults }: Record<string, unknown>): Finding {
  const check = 'server';
  if (faults === true) {
    const text = `Parley ${version}, with FAULTS=1: anybody may break it.`;
    return { check, level: 'fail', text, remedy: 'Remove FAULTS from the environment, and restart.' };
  }
  if (protocol !== PROTOCOL_VERSION) {
    const text = `Parley ${version} speaks protocol ${protocol}, this doctor ${PROTOCOL_VERSION}.`;
    return { check, level: 'warn', text, remedy: 'Run the doctor of the same version.' };
  }
  return { check, level: 'ok', text: `Parley ${version}` };
}

type Read = { readonly failure: string } | { readonly status: number; body: Record<string, unknown> };

function aboutHealth(check: string, path: string, read: Read): Finding {
  if ('failure' in read) return { check, level: 'fail', text: read.failure };
  if (read.status === 200) return { check, level: 'ok', text: `${path} answers` };
  const parts = Object.entries((read.body['checks'] ?? {}) as Record<string, string>);
  const failed = parts.filter(([, state]) => state !== 'ok').map(([name]) => name);
  const text = `${path} answers ${read.status}${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`;
  return { check, level: 'fail', text, remedy: "The server's log says why." };
}

async function readJson(url: URL, path: string): Promise<Read> {
  try {
    const { status, body } = await get(new URL(path, url));
    try {
      return { status, body: JSON.parse(body) as Record<string, unknown> };
    } catch {
      return { failure: `${path} answers ${status} with something that is not Parley's.` };
    }
  } catch (error) {
    return { failure: `Nobody answers at ${url.origin}: ${(error as Error).message}` };
  }
}
