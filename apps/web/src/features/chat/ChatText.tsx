import { linkify } from './linkify.ts';

/** What somebody wrote, as the text it is. */
export function ChatText({ text }: { text: string }) {
  return (
    <p className="text-[0.9375rem] leading-relaxed whitespace-pre-wrap">
      {linkify(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="rounded-sm text-accent underline underline-offset-2"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
