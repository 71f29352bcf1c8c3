import { and, count, eq, isNotNull } from 'drizzle-orm';
import { passkey, recoveryCode, totpFactor } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';

/** The second factors an account has. Recovery codes are no factor of their own. */
export interface Factors {
  readonly totp: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
  readonly any: boolean;
}

/** What an account could show besides its password. */
export async function readFactors(tx: Tx, accountId: string): Promise<Factors> {
  const [totp] = await tx.db
    .select({ n: count() })
    .from(totpFactor)
    .where(and(inTenant(totpFactor, tx), eq(totpFactor.accountId, accountId), isNotNull(totpFactor.confirmedAt)));
  const [keys] = await tx.db
    .select({ n: count() })
    .from(passkey)
    .where(and(inTenant(passkey, tx), eq(passkey.accountId, accountId)));
  const [codes] = await tx.db
    .select({ n: count() })
    .from(recoveryCode)
    .where(and(inTenant(recoveryCode, tx), eq(recoveryCode.accountId, accountId)));
  const hasTotp = totp!.n > 0;
  return { totp: hasTotp, passkeys: keys!.n, recoveryCodes: codes!.n, any: hasTotp || keys!.n > 0 };
}
