export type Command =
  | { readonly kind: 'check'; readonly url: URL; readonly isJson: boolean }
  | { readonly kind: 'code'; readonly code: string; readonly isJson: boolean }
  | { readonly kind: 'wrong'; readonly text: string };

const USAGE = `Usage:
  npm run doctor -- https://meet.example.org [--json]
  npm run doctor -- --code 043HZP-83KH06-… [--json]`;

export function parseCommandLine(args: readonly string[]): Command {
  const isJson = args.includes('--json');
  const rest = args.filter((arg) => arg !== '--json');
  if (rest[0] === '--code') {
    // Whoever pastes a code with spaces in it means all of them.
    const code = rest.slice(1).join(' ');
    return code === '' ? { kind: 'wrong', text: USAGE } : { kind: 'code', code, isJson };
  }
  const [address, ...more] = rest;
  if (address === undefined || more.length > 0 || address.startsWith('-')) {
    return { kind: 'wrong', text: USAGE };
  }
  const typed = /^https?:\/\//.test(address) ? address : `https://${address}`;
  if (!URL.canParse(typed)) return { kind: 'wrong', text: `"${address}" is no address.\n${USAGE}` };
  return { kind: 'check', url: new URL(new URL(typed).origin), isJson };
}
