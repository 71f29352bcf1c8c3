import * as audit from '$lib/api/contracts/audit';
import * as notices from '$lib/api/contracts/notices';
import * as operator from '$lib/api/contracts/operator-notices';
import type { Home } from '../home';
import { right } from './right';

const both = { ja: '件', en: 'word' };
const notice = (home: Home) => ({ noticeId: home.id('notice') });

export const AUDIT_AND_NOTICES = [
  right(audit.auditList, () => ({ query: { text: 'canary' } })),
  right(audit.auditExport, () => ({ query: {} })),
  right(audit.auditCheckpoint, () => ({})),
  right(audit.auditConsistency, () => ({ query: { from: '5', size: '20' } }), {
    wrong: [
      {
        circumstance: 'of a size that the tree never had',
        input: () => ({ query: { from: '5', size: '40' } }),
        status: 404,
        code: 'not-found'
      }
    ]
  }),
  right(audit.auditInclusion, () => ({ query: { seq: '3', size: '20' } }), {
    further: [
      {
        circumstance: 'beside a subtree that others have kept',
        prepare: (world, home) => world.app.owner.query('delete from audit_node where tenant_id = $1', [home.tenantId]),
        input: () => ({ query: { seq: '18', size: '20' } })
      }
    ]
  }),
  right(audit.auditBatch, (home, asker) => ({
    body: {
      deviceId: home.id('device', asker),
      entries: [
        {
          seq: 1,
          at: '2026-11-24T08:00:00.000Z',
          action: 'log.imported' as const,
          areaId: home.id('area', 'subject'),
          sizeBytes: 9
        }
      ]
    }
  })),
  right(audit.operatorAuditList, () => ({ query: {} })),
  right(audit.operatorAuditExport, () => ({ query: {} })),

  right(notices.noticesGet, () => ({})),
  right(notices.guestNoticesGet, () => ({})),
  right(notices.noticeAcknowledgementPut, (home) => ({ params: notice(home), body: { revision: 1 } })),
  right(operator.operatorNoticesGet, () => ({})),
  right(operator.operatorNoticePost, (home) => ({
    body: {
      kind: 'incident' as const,
      severity: 'high' as const,
      title: both,
      body: both,
      tenantIds: [home.tenantId],
      status: 'announced' as const
    }
  })),
  right(operator.operatorNoticeEntryPost, (home) => ({
    params: notice(home),
    body: { status: 'resolved' as const, text: both }
  })),
  right(operator.operatorNoticeWithdrawalPut, (home) => ({ params: notice(home) }))
];
