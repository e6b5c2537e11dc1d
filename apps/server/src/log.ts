import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

/** Never written, however an object that holds them comes into a line. */
const SECRETS = [
  'resumeToken',
  'credential',
  'password',
  'secret',
  'token',
  'adminToken',
  'databaseUrl',
  'authorization',
  'cookie',
];
const DEPTHS = ['', '*.', '*.*.', '*.*.*.'];

/**
 * `error` asks the operator to act; `warn` is something odd that was dealt with; `info` is the life of
 * the server, its rooms and peers, by id and never by a person's name; `debug` is every request.
 */
export function createLog(level: LogLevel, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: DEPTHS.flatMap((depth) => SECRETS.map((name) => depth + name)), censor: '***' },
    },
    destination,
  );
}

/** One JSON object a line, for machines; or, for a person at a terminal, words. */
export function logDestination(stream: NodeJS.WriteStream): DestinationStream {
  return stream.isTTY ? { write: (line) => void stream.write(humanLine(line)) } : pino.destination(1);
}

function humanLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const clock = new Date(String(time)).toTimeString().slice(0, 8);
  const facts = Object.entries(rest).map(
    ([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack = (err as { stack?: string } | undefined)?.stack;
  return `${clock} ${String(level).padEnd(5)} ${msg}${facts.join('')}${stack ? `\n${stack}` : ''}\n`;
}
