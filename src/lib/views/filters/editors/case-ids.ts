/**
 * The case ids of a pasted text, each once: one a line, or in a single line parted by commas, semicolons or tabs. Quotes around an id
 * and a comma or semicolon behind it are taken off, as lists from SQL and spreadsheets have them.
 */
export function caseIdsIn(text: string): readonly string[] {
  const trimmed = text.trim();
  const parts = /[\r\n]/.test(trimmed) ? trimmed.split(/[\r\n\t]+/) : trimmed.split(/[,;\t、]+/);
  const ids = parts.map((part) =>
    part
      .trim()
      .replace(/[,;]$/, '')
      .trim()
      .replace(/^(['"])(.*)\1$/, '$2')
  );
  return [...new Set(ids.filter((id) => id !== ''))];
}
