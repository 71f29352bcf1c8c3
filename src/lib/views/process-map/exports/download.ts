/** Hand a file to the browser's downloads. Nothing leaves the machine: the address is a blob's. */
export function download(name: string, content: Blob | string, type = 'text/plain'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the download reads the blob after the click returns
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name of a log as the beginning of a file's name, on every system. */
export function fileStem(logName: string): string {
  const stem = logName
    .replace(/[\u0000-\u001f\u007f\\/:*?"<>|\u202a-\u202e\u2066-\u2069]+/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return [...stem].slice(0, 80).join('') || 'log';
}
