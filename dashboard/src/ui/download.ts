/** Gives the reader a file that the page has made. */
export function download(name: string, type: string, content: string): void {
  // The mark in front tells spreadsheets that it is UTF-8.
  const address = URL.createObjectURL(new Blob(['\uFEFF', content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
