/** The mark: a P whose bowl is a speech bubble. Decoration; the name stands beside it in text. */
export function Logo({ className = 'size-8' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path
        d="M10 25.5V14.2a7 7 0 1 1 7 7h-2.2"
        className="fill-none stroke-on-accent"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="17" cy="14.2" r="1.9" className="fill-on-accent" />
    </svg>
  );
}
