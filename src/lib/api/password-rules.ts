/**
 * What a password must be, for the page (which says so while it is typed) and the service (which decides).
 *
 * [Note: Passwords] A password is compared in NFKC: whoever types it with Japanese input left on (full-width letters) means the same one. Its length
 * is that in code points, of NFC or NFKC, whichever is less: one typed sign never counts as several.
 */
import type { PasswordFault } from '$lib/model/password-faults';
import type { Policy } from './policy';

export const MAX_PASSWORD_LENGTH = 256;

/** As it is hashed and compared. */
export const plainPassword = (typed: string): string => typed.normalize('NFKC');

/** In code points. */
export function passwordLength(typed: string): number {
  return Math.min([...typed.normalize('NFC')].length, [...plainPassword(typed)].length);
}

/** What holds for one person. */
export interface PasswordRules {
  /** code points */
  readonly least: number;
  /** kinds of characters asked for, 0 to 4 */
  readonly kinds: number;
  /** names that an attacker would try first: of the tenant, the person, the mail address */
  readonly words: readonly string[];
}

/** @param hasSecondFactor the account has one, or must set one up before it may work */
export function rulesOf(policy: Policy, hasSecondFactor: boolean, words: readonly string[]): PasswordRules {
  const { minLength, minLengthWithSecondFactor, legacy } = policy.password;
  return { least: hasSecondFactor ? minLengthWithSecondFactor : minLength, kinds: legacy.kinds, words };
}

/** Of lower case, upper case, digits, others. */
function kindsOf(plain: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(plain)).length;
}

/** One sign over and over, a short piece repeated, or a run along the alphabet or the digits. */
function isSimple(plain: string): boolean {
  const signs = [...plain.toLowerCase()];
  if (new Set(signs).size <= 3) return true;
  for (let piece = 1; piece <= signs.length / 3; piece++) {
    if (signs.every((sign, i) => sign === signs[i % piece])) return true;
  }
  const steps = signs.slice(1).map((sign, i) => sign.codePointAt(0)! - signs[i]!.codePointAt(0)!);
  // 0 after 9 goes on
  const along = (by: number) => steps.filter((step) => step === by || step === -9 * by).length;
  return Math.max(along(1), along(-1), along(0)) >= steps.length * 0.8;
}

/** Whether little is left without the names that stand in it. */
function leansOn(plain: string, words: readonly string[]): boolean {
  const bare = (text: string) => plainPassword(text).toLowerCase().replace(/\s+/g, '');
  const whole = bare(plain);
  const known = words.map(bare).filter((word) => [...word].length >= (/[^ -~]/.test(word) ? 2 : 3));
  const rest = known.sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), whole);
  return rest !== whole && [...rest].length < 8;
}

/** What both sides can tell without a list. */
export function faultsOf(typed: string, { least, kinds, words }: PasswordRules): PasswordFault[] {
  const plain = plainPassword(typed);
  const length = passwordLength(typed);
  const faults: PasswordFault[] = [];
  if (length < least) faults.push('too-short');
  if ([...plain].length > MAX_PASSWORD_LENGTH || [...typed].length > MAX_PASSWORD_LENGTH) faults.push('too-long');
  if (kindsOf(plain) < kinds) faults.push('too-few-kinds');
  if (length > 0 && isSimple(plain)) faults.push('too-simple');
  if (leansOn(plain, words)) faults.push('names-you');
  return faults;
}

/** The words that a password of this person must not lean on. */
export function ownWords(person: { email: string; name: string; tenantName: string; tenantSlug: string }): string[] {
  const { email, name, tenantName, tenantSlug } = person;
  return ['kiseki', '軌跡', email, email.split('@')[0]!, ...name.split(/[\s　]+/), name, tenantName, tenantSlug];
}
