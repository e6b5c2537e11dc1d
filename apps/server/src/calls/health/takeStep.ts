import type { HealthHeal } from '@parley/protocol/health';
import type { HealStep } from '../../room/health/Healing.ts';
import type { Room } from '../../room/Room.ts';
import type { Member } from '../Member.ts';

type Around = { readonly room: Room; readonly members: ReadonlyMap<string, Member> };

/** Does what the SFU can do, and asks the peer for the rest. A peer that is gone is passed over. */
export async function takeStep(step: HealStep, { room, members }: Around): Promise<void> {
  const member = members.get(step.peerId);
  if (member === undefined) return;
  const ask = (heal: HealthHeal) => {
    member.connection?.sendMoment({ name: 'health:heal', data: heal });
  };
  switch (step.step) {
    case 'resume-producer':
      // In turn with the peer's own wishes: whoever mutes at this moment stays muted.
      return member.changes.run(async () => {
        const { publicationId } = step;
        const isMeantToFlow = room.publications.has(publicationId)
          ? !room.publications.get(publicationId).isPaused
          : false;
        if (isMeantToFlow) await member.media?.setPaused(publicationId, false);
      });
    case 'resume-consumer':
      return member.media?.refresh(step.publicationId);
    case 'key-frame':
      return member.media?.requestKeyFrame(step.publicationId);
    case 'rewatch':
      member.media?.dropConsumer(step.publicationId);
      return ask({ step: 'rewatch', publicationId: step.publicationId });
    case 'restart-ice':
      return ask({ step: 'restart-ice', direction: step.direction });
    case 'rebuild':
      return ask({ step: 'rebuild' });
    case 'recapture':
      return ask({ step: 'recapture', source: step.source });
  }
}
