import type pg from 'pg';
import { isPassword, withHashing } from '$lib/server/accounts/passwords';
import type { Actor } from '$lib/server/audit/act';

/** Who runs a maintenance command. The command itself needs the store's owner and the master key, which is the operator's shell. */
export interface Credential {
  readonly email: string | undefined;
  /** asked for only where an operator has one */
  readonly password: () => Promise<string | undefined>;
}

interface OperatorRow {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly password_hash: string | null;
}

/**
 * The operator as the audit records one. Once the service has operators with passwords, the command needs the name and password of one of them; before
 * (a set-up that was not finished) the shell has to do.
 *
 * @param owner connected as the store's owner
 * @throws Error where name or password are missing or wrong, without telling which
 */
export async function operatorActor(owner: pg.ClientBase, { email, password }: Credential): Promise<Actor> {
  const actorOf = (id: string | null, name: string): Actor => ({
    kind: 'operator',
    id,
    name,
    role: 'operator',
    deviceId: null,
    address: ''
  });
  const { rows } = await owner.query<OperatorRow>(
    'select id, email, state, password_hash from operator where password_hash is not null'
  );
  if (rows.length === 0) return actorOf(null, email ?? 'shell');
  if (email === undefined) throw new Error('Set KISEKI_OPERATOR to the mail address of the operator who runs this.');
  const found = rows.find((row) => row.email === email.toLowerCase() || row.email === email);
  const typed = await password();
  const isRight = await withHashing(() => isPassword(typed ?? '', found?.password_hash));
  if (!found || found.state !== 'active' || !isRight) throw new Error('This operator and password are not right.');
  return actorOf(found.id, found.email);
}
