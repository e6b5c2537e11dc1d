import { circumstances, writeResults } from '../report.ts';
import { reportPage } from './page.ts';
import type { Report, Table } from './Report.ts';

/** Prints its tables and writes its JSON and its page. */
export async function publish(report: Report): Promise<void> {
  const about = [...report.about, circumstances()];
  console.log(`\n${report.title}\n\n${about.join('\n')}\n`);
  report.tables.forEach(printTable);
  const { name, tables, measured } = report;
  await writeResults(name, { tables, ...measured }, reportPage({ ...report, about }));
}

export function printTable({ title, columns, rows }: Table): void {
  console.log(title);
  console.table(rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))));
}
