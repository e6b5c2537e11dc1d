import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, type RoleName } from './cast.ts';
import { makePicture } from './picture.ts';
import { makeDigitalSilence, makeSound } from './sound.ts';

/** A camera and a microphone that Chromium plays from files. */
export type MediaFiles = { readonly picture: string; readonly sound: string };

/**
 * What state a person's devices are in: as they should be; before somebody on whom nothing moves, so that
 * every frame is the same; with a cover on the lens and the microphone switched off at itself.
 */
export type Condition = 'well' | 'still' | 'covered';

const BLACK = { red: 0, green: 0, blue: 0 };

/** Makes files when they are first asked for, in a directory of its own. */
export class MediaFolder {
  readonly #directory = mkdtempSync(join(tmpdir(), 'parley-media-'));

  of(role: RoleName, condition: Condition = 'well'): MediaFiles {
    if (condition === 'covered') {
      return {
        picture: this.#file('black.y4m', () => makePicture(BLACK, 0)),
        sound: this.#file('silence.wav', makeDigitalSilence),
      };
    }
    const { colour } = ROLES[role];
    return {
      picture:
        condition === 'still'
          ? this.#file(`${role}-still.y4m`, () => makePicture(colour, 0))
          : this.#file(`${role}.y4m`, () => makePicture(colour)),
      sound: this.#file(`${role}.wav`, () => makeSound(ROLES[role])),
    };
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** A browser that opens the file never sees half of it. */
  #file(name: string, make: () => Uint8Array): string {
    const path = join(this.#directory, name);
    if (existsSync(path)) return path;
    writeFileSync(`${path}.part`, make());
    renameSync(`${path}.part`, path);
    return path;
  }
}
