type ProblemProps = { id?: string; text: string | undefined };

/** Why the last try came to nothing. */
export function Problem({ id, text }: ProblemProps) {
  return (
    text !== undefined && (
      <p id={id} role="alert" className="mt-3 text-sm text-danger text-pretty">
        {text}
      </p>
    )
  );
}
