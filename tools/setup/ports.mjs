import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { availableParallelism, cpus } from 'node:os';
import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';

/**
 * Fails now if a port that the server will want is taken, and not after minutes of building. The server
 * checks its whole configuration itself; only what is needed to try the ports is read here.
 *
 * @param {NodeJS.ProcessEnv} env
 * @throws {SetupError}
 */
export async function assertPortsFree(env) {
  const host = env['HOST'] || '127.0.0.1';
  const port = readNumber(env, 'PORT', { fallback: 3000, max: 65_535 });
  await explain(tryTcp(host, port), host, port, 'PORT', port + 1);

  const mediaIp = env['MEDIA_LISTEN_IP'] || '0.0.0.0';
  const workers = readNumber(env, 'MEDIA_WORKERS', {
    fallback: availableParallelism?.() ?? cpus().length,
    max: 256,
  });
  const mediaPort = readNumber(env, 'MEDIA_PORT', { fallback: 7882, max: 65_536 - workers });
  for (let each = mediaPort; each < mediaPort + workers; each++) {
    await explain(tryTcp(mediaIp, each), mediaIp, each, 'MEDIA_PORT', mediaPort + 1000);
    await explain(tryUdp(mediaIp, each), mediaIp, each, 'MEDIA_PORT', mediaPort + 1000);
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {{ fallback: number, max: number }} range
 * @returns {number}
 * @throws {SetupError}
 */
function readNumber(env, name, { fallback, max }) {
  const text = env[name]?.trim();
  if (!text) return fallback;
  if (/^\d{1,9}$/.test(text) && Number(text) <= max) return Number(text);
  throw new SetupError(
    `${name} must be a whole number up to ${max}, not "${text}".`,
    `${name}=${fallback} npm start`,
  );
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<void>}
 */
function tryTcp(host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

/**
 * @param {string} address
 * @param {number} port
 * @returns {Promise<void>}
 */
function tryUdp(address, port) {
  return new Promise((resolve, reject) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', reject);
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve()));
  });
}

/**
 * @param {Promise<void>} attempt
 * @param {string} host
 * @param {number} port
 * @param {'PORT' | 'MEDIA_PORT'} setting
 * @param {number} suggestion
 */
async function explain(attempt, host, port, setting, suggestion) {
  try {
    await attempt;
  } catch (error) {
    const hostSetting = setting === 'PORT' ? 'HOST' : 'MEDIA_LISTEN_IP';
    switch (/** @type {NodeJS.ErrnoException} */ (error).code) {
      case 'EADDRINUSE':
        throw new SetupError(
          `Port ${port} on ${host} is taken by another program${setting === 'MEDIA_PORT' ? ' (it is wanted for media)' : ''}.`,
          `${setting}=${suggestion} npm start\nor find the other program: ss -tulpn | grep ${port}`,
          error,
        );
      case 'EACCES':
        throw new SetupError(
          `Port ${port} may only be used by root.`,
          `${setting}=${setting === 'PORT' ? 3000 : 7882} npm start\nand put a reverse proxy in front for HTTPS (docker compose --profile tls up).`,
          error,
        );
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
      case 'EINVAL':
        throw new SetupError(
          `${hostSetting} is ${host}, which is not an address of this machine.`,
          setting === 'PORT'
            ? 'HOST=0.0.0.0 npm start'
            : 'MEDIA_LISTEN_IP=0.0.0.0 MEDIA_ANNOUNCED_ADDRESSES=<the public address> npm start',
          error,
        );
      default:
        throw error;
    }
  }
}
