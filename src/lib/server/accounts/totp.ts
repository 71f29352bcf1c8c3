import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
/** steps before and after the present one that count too: clocks differ */
const WINDOW = 1;

const totpOf = (secret: Uint8Array, label = ''): TOTP =>
  new TOTP({
    issuer: 'Kiseki',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer })
  });

/** 160 random bits, as RFC 4226 recommends. */
export const newTotpSecret = (): Uint8Array => new Secret({ size: 20 }).bytes;

/** What an authenticator app reads from the QR code, and the secret alone for typing. */
export function totpAddress(secret: Uint8Array, label: string): { uri: string; secret: string } {
  const totp = totpOf(secret, label);
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

/**
 * The time step of a code: later than the last that was used, since each counts once (RFC 6238, 5.2). Storing it is the caller's: on the condition
 * that the stored one is still earlier, so that of two at once one fails.
 *
 * @returns undefined for a wrong or used code
 */
export function totpStep(secret: Uint8Array, typed: string, now: Date, lastStep: number): number | undefined {
  const token = typed.normalize('NFKC').replace(/\s+/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
  return step > lastStep ? step : undefined;
}
