import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';

/** @param {NodeJS.Platform} platform */
export function assertSupportedPlatform(platform = process.platform) {
  if (platform === 'linux' || platform === 'darwin') return;
  throw new SetupError(
    `Parley runs on Linux and macOS, not on ${platform} itself.`,
    platform === 'win32'
      ? 'Use WSL 2 (wsl --install), or Docker: docker compose up'
      : 'Use Docker: docker compose up',
  );
}
