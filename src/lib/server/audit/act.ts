/** Who acts, as the audit records it. */
export interface Actor {
  readonly kind: 'user' | 'operator' | 'system' | 'nobody';
  readonly id: string | null;
  /** mail address or name at that moment; '' where nobody is known */
  readonly name: string;
  /** role at that moment; '' where there is none */
  readonly role: string;
  readonly deviceId: string | null;
  /** the peer's address; '' for the system itself */
  readonly address: string;
}

/** The service acting by itself: clearing up, retrying. */
export const SYSTEM: Actor = { kind: 'system', id: null, name: '', role: '', deviceId: null, address: '' };

/** What was done, on what. Names are the service's own (accounts, areas, settings); never anything from a log's content. */
export interface AuditAct {
  /** `account.created`: the thing, then what happened to it */
  readonly action: string;
  readonly target?: { readonly kind: string; readonly id: string; readonly name: string };
  readonly result?: 'ok' | 'refused' | 'failed';
  readonly detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}
