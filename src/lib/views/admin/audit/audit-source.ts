import { addressOf, call } from '$lib/api/client';
import { auditCheckpoint, auditExport, auditList, type AuditRow, type SignedCheckpoint } from '$lib/api/contracts/audit';

/** Which audit is shown: the tenant's, or the service's own. */
export interface AuditSource {
  /** A page of entries, newest first. */
  readonly read: (query: Record<string, string>) => Promise<{ readonly items: readonly AuditRow[]; readonly next?: string }>;
  /** Where a time's CSV file is. */
  readonly exportAddress: (range: { readonly from?: string; readonly to?: string }) => string;
  /** The signed state of the tree now. */
  readonly checkpoint?: () => Promise<SignedCheckpoint>;
}

export const TENANT_AUDIT: AuditSource = {
  read: (query) => call(auditList, { query }),
  exportAddress: (range) => addressOf(auditExport, { query: range }),
  checkpoint: () => call(auditCheckpoint, {})
};
