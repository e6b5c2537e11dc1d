/** Puts a file where the browser puts what it downloads. */
export function saveFile(file: Blob, name: string): void {
  // Whatever it is, it is not opened as a page.
  const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
