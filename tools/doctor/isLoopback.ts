import { isIP } from 'node:net';

/** Whether browsers take this host for their own machine, where http is good enough (W3C Secure Contexts). */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host === 'localhost' || host.endsWith('.localhost');
}
