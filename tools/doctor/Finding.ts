/** What one check has found: one line for the operator. */
export type Finding = {
  /** What was looked at, such as `UDP`. */
  readonly check: string;
  readonly level: 'ok' | 'warn' | 'fail';
  /** What is so; for a fault its cause. */
  readonly text: string;
  /** The line to change, or what to do. */
  readonly remedy?: string | undefined;
};

const MARKS = { ok: '✓ ok  ', warn: '! warn', fail: '✖ fail' } as const;
const INDENT = ' '.repeat(29);

export function toLine({ check, level, text, remedy }: Finding): string {
  const help = remedy === undefined ? '' : `\n${INDENT}→ ${remedy.split('\n').join(`\n${INDENT}  `)}`;
  return `${MARKS[level]}  ${check.padEnd(20)} ${text}${help}`;
}

/** 1 when something is broken; a warning is none. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ level }) => level === 'fail') ? 1 : 0;
}
