/**
 * Does something with a text, and not a second time with the same one while that is under way: Enter that is
 * pressed twice says it once.
 */
export function onceAtATime(act: (text: string) => Promise<void>): (text: string) => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  return (text) => {
    const acting = underWay.get(text) ?? act(text).finally(() => underWay.delete(text));
    underWay.set(text, acting);
    return acting;
  };
}
