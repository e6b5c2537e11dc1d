import { parseArgs } from 'node:util';
import type { Command } from './Command.ts';
import { signIn, signOut, whoami } from './commands/account.ts';
import {
  accountOperator,
  accountRemove,
  accountReset,
  accountRestore,
  accountSuspend,
  accounts,
  invite,
} from './commands/accounts.ts';
import { chat, join } from './commands/chat.ts';
import { contactSteps, contacts } from './commands/contacts.ts';
import { devices, devicesAdd, devicesRemove } from './commands/devices.ts';
import { close, open } from './commands/doors.ts';
import {
  roomAccess,
  roomAdd,
  roomDirect,
  roomGiveUp,
  roomKeep,
  roomMine,
  roomVisits,
} from './commands/keptRooms.ts';
import { message, messages } from './commands/messages.ts';
import { devicesMoveIn, devicesMoveOut } from './commands/moving.ts';
import { people, presence } from './commands/people.ts';
import { publish } from './commands/publish.ts';
import { record } from './commands/record.ts';
import { roomClose, roomCreate, roomRemove, rooms } from './commands/rooms.ts';
import { serve } from './commands/serve.ts';
import { status } from './commands/status.ts';
import { UsageError } from './UsageError.ts';

export const COMMANDS: readonly Command[] = [
  serve,
  status,
  open,
  close,
  rooms,
  roomCreate,
  roomClose,
  roomRemove,
  signIn,
  signOut,
  whoami,
  people,
  presence,
  contacts,
  ...contactSteps,
  message,
  messages,
  devices,
  devicesRemove,
  devicesAdd,
  devicesMoveOut,
  devicesMoveIn,
  roomMine,
  roomKeep,
  roomAccess,
  roomAdd,
  roomDirect,
  roomVisits,
  roomGiveUp,
  join,
  chat,
  publish,
  record,
  invite,
  accounts,
  accountReset,
  accountOperator,
  accountSuspend,
  accountRestore,
  accountRemove,
];

const GENERAL = {
  server: {
    type: 'string',
    value: 'URL',
    help: 'which server; else PARLEY_SERVER, or http://127.0.0.1:3000',
  },
  json: { type: 'boolean', help: 'answer in JSON' },
  help: { type: 'boolean', help: 'this text' },
} as const;

export type Wanted = {
  readonly command: Command;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
};

/**
 * @returns undefined when help is asked for and no command
 * @throws {UsageError}
 */
export function parseCommandLine(typed: readonly string[]): Wanted | undefined {
  const { positionals: words } = parseArgs({
    args: [...typed],
    options: typesOf(Object.assign({}, GENERAL, ...COMMANDS.map(({ options }) => options))),
    // What is wrong is said once it is known of which command.
    strict: false,
    allowPositionals: true,
  });
  // `contacts accept` begins as `contacts` does.
  const [command] = COMMANDS.filter(({ name }) => `${words.join(' ')} `.startsWith(`${name} `)).sort(
    (one, other) => other.name.length - one.name.length,
  );
  if (command === undefined) {
    if (words.length === 0) return undefined;
    throw new UsageError(`There is no command "${words.join(' ')}".`);
  }
  const parsed = parse(typed, { ...GENERAL, ...command.options });
  const args = parsed.positionals.slice(command.name.split(' ').length);
  const fewest = command.args.filter((name) => !name.startsWith('[')).length;
  const needsArgs = parsed.values['help'] !== true;
  if (needsArgs && (args.length < fewest || args.length > command.args.length)) {
    throw new UsageError(`Usage: parley ${usage(command)}`);
  }
  return { command, args, options: parsed.values };
}

function parse(typed: readonly string[], options: NonNullable<Command['options']>) {
  try {
    return parseArgs({
      args: [...typed],
      allowPositionals: true,
      options: typesOf(options),
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'That cannot be understood.');
  }
}

/** What parseArgs wants to know of them. */
function typesOf(options: NonNullable<Command['options']>) {
  return Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]));
}

function usage({ name, args }: Command): string {
  return [name, ...args.map((arg) => (arg.startsWith('[') ? arg : `<${arg}>`))].join(' ');
}

/** @param command undefined for the list of all */
export function helpText(command?: Command): string {
  const list = (options: NonNullable<Command['options']>) =>
    Object.entries(options)
      .map(([name, { value, help }]) => `  ${`--${name}${value ? ` ${value}` : ''}`.padEnd(20)}${help}`)
      .join('\n');
  if (command !== undefined) {
    const own = command.options ? `\n${list(command.options)}` : '';
    return `parley ${usage(command)}\n\n${command.summary}\n${own}\n${list(GENERAL)}`;
  }
  const commands = COMMANDS.map((one) => `  ${usage(one).padEnd(28)}${one.summary}`).join('\n');
  return `parley: a Parley server from the command line.

${commands}

Everywhere:
${list(GENERAL)}

Operators' commands need ADMIN_TOKEN in the environment, or an operator who is signed in.
Exit codes: 0 done, 1 refused, 2 not understood, 3 the server cannot be reached.`;
}
