import { DEFAULT_CHOICES } from '../../people/rules/PersonRecord.ts';
import { searchForm, searchWords } from '../../people/rules/searchWords.ts';
import type { Database } from '../Database.ts';

/**
 * Makes somebody findable under the name they have now. Belongs into the transaction that makes or
 * changes the account: nobody has a name under which they are not found.
 */
export async function enterInPhoneBook(
  transaction: Database,
  { accountId, name, displayName }: { accountId: string; name: string; displayName: string },
): Promise<void> {
  const sort_name = searchForm(displayName);
  const { visibility, showsLastSeen, chosenStatus } = DEFAULT_CHOICES;
  await transaction
    .insertInto('people')
    .values({
      account_id: accountId,
      sort_name,
      visibility,
      shows_last_seen: Number(showsLastSeen),
      chosen_status: chosenStatus,
      last_seen_at: null,
    })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ sort_name }))
    .execute();
  await transaction.deleteFrom('person_words').where('account_id', '=', accountId).execute();
  const words = new Set([name, ...searchWords(name), ...searchWords(displayName)]);
  await transaction
    .insertInto('person_words')
    .values([...words].map((word) => ({ account_id: accountId, word })))
    .execute();
}
