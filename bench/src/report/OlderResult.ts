import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resultFile } from '../report.ts';
import { compareTables } from './compareTables.ts';
import { printTable } from './publish.ts';
import type { Table } from './Report.ts';

/** The result of one part as it was before it is measured again, which may write over it. */
export class OlderResult {
  readonly #part: string;
  readonly #tables: readonly Table[];

  /** @param path of a result of this part, or of a folder that may have one. @throws {Error} when there is no such path */
  constructor(part: string, path: string) {
    this.#part = part;
    const file = statSync(path).isDirectory() ? join(path, `${part}.json`) : path;
    this.#tables = existsSync(file) ? tablesIn(file, part) : [];
  }

  /** Prints it beside what has been measured since. */
  compare(): void {
    const table = compareTables(this.#tables, tablesIn(resultFile(this.#part), this.#part));
    if (table.rows.length > 0) printTable(table);
    else console.log(`Of ${this.#part} there is nothing older to compare with.`);
  }
}

/** Of another part, or from before tables were written down, there are none. */
function tablesIn(file: string, part: string): readonly Table[] {
  const result = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; tables?: readonly Table[] };
  return result.name === part ? (result.tables ?? []) : [];
}
