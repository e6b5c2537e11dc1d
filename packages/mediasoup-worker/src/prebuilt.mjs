import { chmodSync, writeFileSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { gunzipSync } from 'node:zlib';

const RELEASES = 'https://github.com/versatica/mediasoup/releases/download';
/** A closed network often drops packets instead of refusing them: do not wait long for the first byte. */
const ANSWER_TIMEOUT_MS = 8_000;
const DOWNLOAD_TIMEOUT_MS = 120_000;

/**
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} where mediasoup publishes the binary for this platform; the environment variable is
 *   mediasoup's own, for mirrors
 */
export function prebuiltUrl(
  version,
  env = process.env,
  system = { platform: platform(), arch: arch(), release: release() },
) {
  const base = env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'] || RELEASES;
  const kernel = system.platform === 'linux' ? `-kernel${system.release.split('.')[0]}` : '';
  return `${base}/${version}/mediasoup-worker-${version}-${system.platform}-${system.arch}${kernel}.tgz`;
}

/**
 * Fetches mediasoup's own binary of this version.
 *
 * @param {string} url
 * @param {string} destination path of the binary to write
 * @returns {Promise<string | undefined>} why there is none to be had, or undefined when it was written
 */
export async function downloadPrebuilt(url, destination) {
  const abort = new AbortController();
  const answerTimer = setTimeout(
    () => abort.abort(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`)),
    ANSWER_TIMEOUT_MS,
  );
  const downloadTimer = setTimeout(
    () => abort.abort(new Error(`not complete after ${DOWNLOAD_TIMEOUT_MS / 1000} s`)),
    DOWNLOAD_TIMEOUT_MS,
  );
  let archive;
  try {
    const response = await fetch(url, { signal: abort.signal });
    clearTimeout(answerTimer);
    if (response.status === 404) return 'there is none for this platform';
    if (!response.ok) return `the server answered ${response.status}`;
    archive = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    return describe(error);
  } finally {
    clearTimeout(answerTimer);
    clearTimeout(downloadTimer);
  }

  let binary;
  try {
    binary = fileInTar(gunzipSync(archive), /^(\.\/)?mediasoup-worker(\.exe)?$/);
  } catch (error) {
    return `the archive cannot be read: ${describe(error)}`;
  }
  if (!binary) return 'the archive holds no mediasoup-worker';
  writeFileSync(destination, binary);
  chmodSync(destination, 0o755);
  return undefined;
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  // fetch() says "fetch failed" and keeps the reason one level down.
  return error.cause instanceof Error ? error.cause.message : error.message;
}

const TAR_BLOCK = 512;

/**
 * Reads one file from a tar archive (POSIX ustar: a header block with the name at 0 and the size in
 * octal at 124, then the content, padded to whole blocks).
 *
 * @param {Buffer} tar
 * @param {RegExp} name
 * @returns {Buffer | undefined}
 */
export function fileInTar(tar, name) {
  let offset = 0;
  while (offset + TAR_BLOCK <= tar.length && tar[offset] !== 0) {
    const entry = tar.toString('utf8', offset, offset + 100).split('\0')[0] ?? '';
    const size = Number.parseInt(tar.toString('ascii', offset + 124, offset + 136), 8);
    if (!Number.isFinite(size)) throw new Error(`no size for ${entry}`);
    const start = offset + TAR_BLOCK;
    if (name.test(entry)) {
      if (start + size > tar.length) throw new Error('it ends too early');
      return tar.subarray(start, start + size);
    }
    offset = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  return undefined;
}
