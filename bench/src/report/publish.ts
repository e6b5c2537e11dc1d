import { circumstances, writeResults } from '../report.ts';
import { reportPage } from './page.ts';
import type { Report } from './Report.ts';

/** Prints its tables and writes its JSON and its page. */
export async function publish(report: Report): Promise<void> {
  const about = [...report.about, circumstances()];
  console.log(`\n${report.title}\n\n${about.join('\n')}\n`);
  for (const { title, columns, rows } of report.tables) {
    console.log(title);
    console.table(rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))));
  }
  await writeResults(report.name, report.measured, reportPage({ ...report, about }));
}
