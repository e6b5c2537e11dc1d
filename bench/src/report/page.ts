import { escapeHtml } from './escapeHtml.ts';
import type { Report, Table } from './Report.ts';

/** A page of its own with nothing to load. @param paragraphs stand before the body; plain text */
export function page(title: string, paragraphs: readonly string[], body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Parley: ${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
caption, figcaption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { padding: 0.3rem 0.8rem; border-bottom: 1px solid #8884; text-align: left; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 2rem 0; }
svg { max-width: 45rem; width: 100%; }
svg text { fill: currentColor; font: 13px system-ui, sans-serif; }
svg .grid { stroke: #8886; }
svg .line { fill: none; stroke-width: 2; }
</style>
<h1>${escapeHtml(title)}</h1>
${paragraphs.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
${body}
</html>
`;
}

export function reportPage({ title, about, tables, plots }: Report): string {
  return page(title, about, [...tables.map(table), ...plots].join('\n'));
}

function table({ title, columns, rows }: Table): string {
  const cell = (value: string | number, name: 'td' | 'th') => {
    const isNumber = typeof value === 'number';
    return `<${name}${isNumber ? ' class="number"' : ''}>${escapeHtml(isNumber ? value.toLocaleString('en') : value)}</${name}>`;
  };
  const row = (values: readonly (string | number)[], name: 'td' | 'th') =>
    `<tr>${values.map((value) => cell(value, name)).join('')}</tr>`;
  return `<table><caption>${escapeHtml(title)}</caption>
${row(columns, 'th')}
${rows.map((one) => row(one, 'td')).join('\n')}
</table>`;
}
