/**
 * Passwords that everybody tries: some 49,000 from public leaks, by the package @zxcvbn-ts/language-common (MIT). Loaded when the first password is set.
 */
let common: Promise<ReadonlySet<string>> | undefined;

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map((word) => String(word).toLowerCase()));
}

/** Signs that stand for letters. */
const MEANT: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i'
};

/**
 * Whether a password is one of the common ones: as it is, with letters for the signs that stand for them, or with digits and marks put around it
 * that do not make it another.
 *
 * @param plain in NFKC
 */
export async function isCommon(plain: string): Promise<boolean> {
  const list = await (common ??= load());
  const lower = plain.toLowerCase().replace(/\s+/g, '');
  const meant = [...lower].map((sign) => MEANT[sign] ?? sign).join('');
  if (list.has(lower) || list.has(meant)) return true;
  const base = lower.replace(/^[\d\p{P}\p{S}]+|[\d\p{P}\p{S}]+$/gu, '');
  const around = [...lower].length - [...base].length;
  return (
    around <= 8 && [...base].length >= 4 && (list.has(base) || list.has([...base].map((sign) => MEANT[sign] ?? sign).join('')))
  );
}
