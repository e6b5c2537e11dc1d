import type { Result } from './measureResilience.ts';

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const ms = (value: number | undefined) => (value === undefined ? '–' : String(Math.round(value)));

/** What is measured, in milliseconds: the median and the worst of each. */
const GROUPS = [
  'all hear again, ms',
  'silence, ms',
  'silence of the others, ms',
  'picture frozen for the others, ms',
  'found, ms',
];

/** The results as a page of its own. @param circumstances one paragraph each */
export function resultsPage(results: readonly Result[], circumstances: readonly string[]): string {
  const rows = results.map(({ what, contender, runs, failed, ...times }) => {
    const { back, silence, othersSilence, othersFrozen, found } = times;
    const cells = [
      ...[back, silence, othersSilence, othersFrozen, found].flatMap((one) =>
        [one?.median, one?.max].map(ms),
      ),
      runs,
      failed,
    ];
    return `<tr><td>${escapeHtml(what)}</td><td>${escapeHtml(contender)}</td>${cells.map((cell) => `<td class="number">${cell}</td>`).join('')}</tr>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Parley: resilience</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { padding: 0.3rem 0.8rem; border-bottom: 1px solid #8884; text-align: left; }
.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
</style>
<h1>Resilience</h1>
${circumstances.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
<table>
<tr><th rowspan="2">what happens<th rowspan="2">to${GROUPS.map((title) => `<th colspan="2">${title}`).join('')}<th rowspan="2" class="number">runs<th rowspan="2" class="number">not mended</tr>
<tr>${GROUPS.map(() => '<th class="number">median<th class="number">worst').join('')}</tr>
${rows.join('\n')}
</table>
</html>
`;
}
