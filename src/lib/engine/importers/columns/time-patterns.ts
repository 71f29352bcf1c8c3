/**
 * Patterns to offer in a menu, the commonest first. Any other that `patternAlternatives` understands may be typed.
 */
export function listTimePatterns(): readonly string[] {
  return PATTERNS;
}

const PATTERNS: readonly string[] = [
  'iso',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd HH:mm',
  'yyyy/MM/dd',
  'yyyy年M月d日 H時m分s秒',
  'yyyy年M月d日 H時m分',
  'yyyy年M月d日',
  'yyyy/MM/dd ah:mm',
  'Gy年M月d日',
  'Gy.M.d',
  'yyyyMMddHHmmss',
  'yyyyMMdd HHmm',
  'yyyyMMdd',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'MM/dd/yyyy HH:mm:ss',
  'MM/dd/yyyy HH:mm',
  'MM/dd/yyyy h:mm a',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd-MM-yyyy HH:mm:ss',
  'd-MMM-yyyy HH:mm:ss',
  'MMM d, yyyy h:mm a',
  'EEE, d MMM yyyy HH:mm:ss X',
  'EEE MMM d HH:mm:ss z yyyy',
  'excel-serial',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns'
];
