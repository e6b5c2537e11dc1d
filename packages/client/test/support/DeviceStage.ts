import { DeviceFailure } from '../../src/media/deviceErrors.ts';
import type { CapturedTrack } from '../../src/media/localTracks.ts';
import { DeviceSource } from '../../src/session/DeviceSource.ts';
import type { LocalMedia } from '../../src/session/store/CallState.ts';
import { FakeTrack } from './FakeTrack.ts';
import { FakePublishing } from './fakeMedia.ts';
import { recordingLog } from './recordingLog.ts';

/** One source with a person, devices and a server around it. */
export class DeviceStage {
  readonly server = new FakePublishing();
  readonly tracks: FakeTrack[] = [];
  readonly source: DeviceSource;
  chosen: string | null = null;
  plugged = ['built-in'];
  /** Held back like a question that the person has not answered yet. */
  question: Promise<void> | undefined;
  refusal: DeviceFailure | undefined;
  media: LocalMedia | undefined;

  constructor(kind: 'microphone' | 'camera') {
    this.source = new DeviceSource({
      source: kind,
      log: recordingLog(),
      ownPublications: (source) => this.server.of(source),
      unpublish: (publicationId) => this.server.unpublish(publicationId),
      choice: () => ({
        deviceId: this.chosen,
        isPresent: this.chosen !== null && this.plugged.includes(this.chosen),
      }),
      acquire: (deviceId) => this.#acquire(kind, deviceId),
      changed: (media) => {
        this.media = media;
      },
    });
  }

  get live(): FakeTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === 'live');
  }

  async #acquire(kind: 'microphone' | 'camera', deviceId: string | null): Promise<CapturedTrack> {
    await this.question;
    if (this.refusal) throw this.refusal;
    if (this.plugged.length === 0) throw new DeviceFailure('not-found', 'none');
    const isThere = deviceId === null || this.plugged.includes(deviceId);
    const label = isThere && deviceId !== null ? deviceId : (this.plugged[0] ?? '');
    const track = new FakeTrack(kind === 'camera' ? 'video' : 'audio', label);
    this.tracks.push(track);
    return { track: track.asTrack(), chosen: deviceId, isSubstitute: !isThere };
  }
}
