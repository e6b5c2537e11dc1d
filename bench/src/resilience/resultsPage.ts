import { escapeHtml } from '../report/escapeHtml.ts';
import { page } from '../report/page.ts';
import type { Result } from './measureResilience.ts';

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
  return page(
    'Resilience',
    circumstances,
    `<table>
<tr><th rowspan="2">what happens<th rowspan="2">to${GROUPS.map((title) => `<th colspan="2">${title}`).join('')}<th rowspan="2" class="number">runs<th rowspan="2" class="number">not mended</tr>
<tr>${GROUPS.map(() => '<th class="number">median<th class="number">worst').join('')}</tr>
${rows.join('\n')}
</table>`,
  );
}
