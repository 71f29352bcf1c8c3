/** The end of a backup's name. An analysis file, without a log, ends in `.kiseki.json`. */
export const BACKUP_SUFFIX = '.kiseki';

export function isBackup(file: File): boolean {
  return file.name.toLowerCase().endsWith(BACKUP_SUFFIX);
}
