import type { KeptDoors } from '../room/Doors.ts';
import type { Database } from './Database.ts';

/** The only row there is. */
const ID = 1;

/** Whether the doors of this deployment are open. */
export type DoorsRepository = {
  /** Undefined as long as they were never touched. */
  get(): Promise<KeptDoors | undefined>;
  set(doors: KeptDoors): Promise<void>;
};

export function createDoorsRepository(db: Database): DoorsRepository {
  return {
    async get() {
      const row = await db.selectFrom('doors').selectAll().where('id', '=', ID).executeTakeFirst();
      return (
        row && {
          isOpen: row.is_open === 1,
          changedAt: row.changed_at,
          meetingsEndAt: row.meetings_end_at,
          meetingsEndedAt: row.meetings_ended_at,
        }
      );
    },

    async set({ isOpen, changedAt, meetingsEndAt, meetingsEndedAt }) {
      const row = {
        is_open: isOpen ? 1 : 0,
        changed_at: changedAt,
        meetings_end_at: meetingsEndAt,
        meetings_ended_at: meetingsEndedAt,
      };
      await db
        .insertInto('doors')
        .values({ id: ID, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}
