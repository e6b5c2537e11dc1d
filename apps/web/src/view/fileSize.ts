const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const STEP = 1024;

/** As people read it, such as "1.4 MB". */
export function fileSize(bytes: number, language: string): string {
  const power = Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP));
  const index = Math.min(power, UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[index],
    unitDisplay: index === 0 ? 'long' : 'short',
    maximumFractionDigits: index < 2 ? 0 : 1,
  }).format(bytes / STEP ** index);
}
