import { spawn } from 'node:child_process';

const PROBE_TIMEOUT_MS = 10_000;

/**
 * Starts the binary the way mediasoup does and waits for its first message, which it sends once its
 * event loop, OpenSSL and libsrtp are up. That catches what an "is it there" would not: another
 * processor, another libc, a missing or replaced shared library.
 *
 * @param {string} binary
 * @param {string} version the mediasoup version the binary belongs to
 * @returns {Promise<string | undefined>} why it does not run here, or undefined when it does
 */
export function whyNotRunning(binary, version) {
  return new Promise((resolve) => {
    const child = spawn(binary, ['--logLevel=error'], {
      env: { MEDIASOUP_VERSION: version },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    let complaint = '';
    /** @param {string} [fault] */
    const settle = (fault) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(fault);
    };
    const timer = setTimeout(
      () => settle(`it said nothing for ${PROBE_TIMEOUT_MS / 1000} s`),
      PROBE_TIMEOUT_MS,
    );

    child.on('error', (error) => settle(error.message));
    child.on('close', (code, signal) =>
      settle(complaint.trim() || `it ended with ${signal ?? `exit code ${code}`}`),
    );
    child.stderr?.on('data', (chunk) => {
      complaint += chunk;
    });
    for (const channel of child.stdio.slice(3)) {
      // Killing the child breaks its pipes; the verdict is known by then.
      channel?.on('error', () => {});
    }
    child.stdio[4]?.once('data', () => settle());
  });
}
