import { describe, expect, test } from 'vitest';
import { COMMANDS, helpText, parseCommandLine } from '../src/commandLine.ts';
import { UsageError } from '../src/UsageError.ts';

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '));

describe('parseCommandLine', () => {
  test.each([
    ['open', 'open', []],
    ['room create', 'room create', []],
    ['room create monday', 'room create', ['monday']],
    ['room remove monday EHs7rcZgWsI03AHt', 'room remove', ['monday', 'EHs7rcZgWsI03AHt']],
    ['--server http://10.0.0.1 --json rooms', 'rooms', []],
    ['join monday --name Ada', 'join', ['monday']],
    ['contacts', 'contacts', []],
    ['contacts accept ben', 'contacts accept', ['ben']],
    ['people', 'people', []],
  ])('%s', (line, name, args) => {
    const wanted = parse(line);
    expect(wanted?.command.name).toBe(name);
    expect(wanted?.args).toEqual(args);
  });

  test('keeps what the options say', () => {
    expect(parse('close --end-after 5m --json')?.options).toMatchObject({
      'end-after': '5m',
      json: true,
    });
  });

  test('without a command it is help that is wanted', () => {
    expect(parse('')).toBeUndefined();
    expect(parse('--help')).toBeUndefined();
    expect(parse('room remove --help')?.options['help']).toBe(true);
  });

  test.each([
    'room',
    'rooms monday',
    'room close',
    'room close a b',
    'open --now',
    'join',
    'fly away',
    'contacts accept',
    'contacts ben',
    'close --end-after',
  ])('refuses %s', (line) => {
    expect(() => parse(line)).toThrow(UsageError);
  });
});

test('help names every command, and of each what it takes', () => {
  for (const { name, options = {} } of COMMANDS) {
    expect(helpText()).toContain(`\n  ${name}`);
    const command = COMMANDS.find((one) => one.name === name);
    for (const option of Object.keys(options)) expect(helpText(command)).toContain(`--${option} `);
  }
});
