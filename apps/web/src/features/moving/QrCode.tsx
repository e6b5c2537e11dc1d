import { encode } from 'uqr';

type QrCodeProps = {
  /** What a camera reads. */
  text: string;
  /** What it is, for those who do not see it. */
  label: string;
  className: string;
};

/** Modules around a code that have to be empty (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** Dark on light also where the page is dark: not every camera reads it the other way. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={size} height={size} fill="#fff" rx={2} />
      <path d={path} fill="#000" />
    </svg>
  );
}
