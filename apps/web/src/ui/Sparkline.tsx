type SparklineProps = {
  /** The newest last; null is a gap. */
  values: readonly (number | null)[];
  /** Says in words what the curve shows. */
  label: string;
};

const WIDTH = 120;
const HEIGHT = 28;
/** Half of the line's width, so that its peaks are not cut off. */
const MARGIN = 1.5;

/** A small curve without axes: whether it rises, falls or jumps. It begins at 0. */
export function Sparkline({ values, label }: SparklineProps) {
  const highest = Math.max(...values.map((value) => value ?? 0), Number.EPSILON);
  const step = WIDTH / Math.max(1, values.length - 1);
  let isDown = false;
  const path = values
    .map((value, index) => {
      if (value === null) {
        isDown = false;
        return '';
      }
      const y = HEIGHT - MARGIN - (value / highest) * (HEIGHT - 2 * MARGIN);
      const command = isDown ? 'L' : 'M';
      isDown = true;
      return `${command}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-7 w-18 shrink-0 text-accent sm:w-30"
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
