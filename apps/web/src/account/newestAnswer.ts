/**
 * Answers may overtake each other: an older one that comes after a newer one is dropped.
 *
 * @returns asks; resolves to undefined when the answer to a later question has come already
 */
export function newestAnswer<Answer>(ask: () => Promise<Answer>): () => Promise<Answer | undefined> {
  let asked = 0;
  let answered = 0;
  return async () => {
    asked += 1;
    const number = asked;
    const answer = await ask();
    if (number < answered) return undefined;
    answered = number;
    return answer;
  };
}
