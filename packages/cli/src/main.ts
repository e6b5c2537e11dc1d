import { ApiClient } from '@parley/client/api/ApiClient';
import { ParleyError } from '@parley/protocol/errors';
import { KeptSessions, sessionsFile } from './account/KeptSessions.ts';
import type { Own } from './Command.ts';
import { helpText, parseCommandLine, type Wanted } from './commandLine.ts';
import { EXIT, exitCodeOf } from './exitCodes.ts';
import { UsageError } from './UsageError.ts';

const DEFAULT_SERVER = 'http://127.0.0.1:3000';

/** @throws {UsageError} */
function serverOf(options: Wanted['options']): string {
  const typed = options['server'] ?? process.env['PARLEY_SERVER'] ?? DEFAULT_SERVER;
  const url = URL.parse(String(typed));
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`"${typed}" is no address of a server, such as https://meet.example.org.`);
  }
  return url.origin;
}

async function run(typed: readonly string[]): Promise<number> {
  const wanted = parseCommandLine(typed);
  if (wanted === undefined || wanted.options['help'] === true) {
    process.stdout.write(`${helpText(wanted?.command)}\n`);
    return EXIT.done;
  }
  const { command, args, options } = wanted;
  const server = serverOf(options);
  const sessions = new KeptSessions(sessionsFile());
  const session = await sessions.of(server);
  const token = process.env['ADMIN_TOKEN'] || session?.token;
  const isJson = options['json'] === true;
  const code = await command.run({
    server,
    api: new ApiClient({ url: server, ...(token ? { token } : {}) }),
    sessions,
    async own(): Promise<Own> {
      if (session !== undefined) {
        return { ...session, api: new ApiClient({ url: server, token: session.token }) };
      }
      throw new ParleyError('unauthorized', `Sign in to ${server} first: parley sign-in NAME`);
    },
    args,
    isJson,
    text(name) {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    },
    flag: (name) => options[name] === true,
    answer(data, text) {
      process.stdout.write(`${isJson ? JSON.stringify(data) : text}\n`);
    },
  });
  return code ?? EXIT.done;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof UsageError ? '\nparley --help lists the commands.' : '';
  process.stderr.write(`${message}${hint}\n`);
  process.exitCode = exitCodeOf(error);
}
// Sockets and WebRTC's own threads that still wind down hold up nobody.
process.stdout.write('', () => process.exit());
