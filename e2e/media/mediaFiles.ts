import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, type RoleName } from './cast.ts';
import { makePicture } from './picture.ts';
import { makeSound } from './sound.ts';

/** A camera and a microphone that Chromium plays from files. */
export type MediaFiles = { readonly picture: string; readonly sound: string };

/** Makes the files of roles when they are first asked for, in a directory of its own. */
export class MediaFolder {
  readonly #directory = mkdtempSync(join(tmpdir(), 'parley-media-'));

  of(role: RoleName): MediaFiles {
    const picture = join(this.#directory, `${role}.y4m`);
    const sound = join(this.#directory, `${role}.wav`);
    if (!existsSync(picture)) writeWhole(picture, makePicture(ROLES[role]));
    if (!existsSync(sound)) writeWhole(sound, makeSound(ROLES[role]));
    return { picture, sound };
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** A browser that opens the file never sees half of it. */
function writeWhole(path: string, content: Uint8Array): void {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}
