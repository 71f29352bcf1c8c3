import { item, open, reason, shown, type Item } from './item';

const SETTINGS = 'src/lib/server/config/config.test.ts';

export const CONFIGURATION_AND_LOGGING: readonly Item[] = [
  item(
    '13.1.1',
    2,
    'whom the service talks to is documented',
    reason('store, SMTP server and the tenants’ identity providers: each has its line in the settings or its form')
  ),
  item(
    '13.2.1',
    2,
    'parts of the service authenticate to each other',
    reason('store by its URL’s credential, SMTP by its own; nothing else')
  ),
  item(
    '13.2.2',
    2,
    'with the least rights',
    shown('matrix/deletions: row-level security alone keeps every row', 'audit-tree: cannot be changed by the role')
  ),
  item(
    '13.2.3',
    2,
    'no default credentials',
    reason('the embedded store’s password is made at its first start; no other exists')
  ),
  item(
    '13.2.4',
    2,
    'a list of whom the service may ask',
    open('identity providers are named by tenants’ administrators; no list above them')
  ),
  item('13.2.5', 2, 'the server’s own list of what it may load', open('as 13.2.4')),
  item(
    '13.3.1',
    2,
    'secrets are kept by a secret store',
    shown('src/lib/server/keys/sealer.test.ts: opens what it sealed', 'backup: every sealed column is on the list')
  ),
  item(
    '13.3.2',
    2,
    'secrets are for who needs them',
    shown('src/lib/server/keys/sealer.test.ts: keys come from a file that only its owner reads')
  ),
  item('13.3.4', 3, 'secrets are rotated', shown('backup: rotating seals everything anew')),
  item('13.4.1', 1, 'no source control data is served', reason('build/client alone is served; it is made by the build')),
  item('13.4.2', 2, 'no debug modes', reason('the listener has none; errors answer by code only')),
  item('13.4.3', 2, 'no listings of folders', reason('the file server answers files only')),
  item('13.4.4', 2, 'no TRACE', shown('listener: refuses what is not HTTP, with the same headers')),
  item(
    '13.4.5',
    2,
    'documentation and monitoring are not open by accident',
    shown('listener: serves the console at the management port, and nothing else', 'transport: answers to its own networks alone')
  ),
  item(
    '16.1.1',
    2,
    'what is logged is documented',
    reason('FORMAT.md of the audit, its closed list of actions, and src/lib/server/log.ts')
  ),
  item(
    '16.2.1',
    2,
    'entries say when, where, who, what',
    shown('audit: filters by time, result and text', 'audit-tree: is what its entries hash to')
  ),
  item(
    '16.2.2',
    2,
    'times are UTC, clocks in step',
    reason('RFC 3339 in UTC with milliseconds; keeping the host’s clock is the operator’s')
  ),
  item(
    '16.2.3',
    2,
    'logs go where the inventory says',
    reason('the audit to the store, events to standard output; nowhere else')
  ),
  item('16.2.4', 2, 'logs can be read by machines', reason('one JSON line an event; CSV with hashes for the audit')),
  item(
    '16.2.5',
    2,
    'secrets are not logged',
    shown(
      'activation: neither codes nor passwords stand in the audit',
      'sign-in: failures stand in the audit, without what was typed'
    )
  ),
  item(
    '16.3.1',
    2,
    'sign-ins are logged, good and bad',
    shown(
      'sign-in: a password signs in, and the session is recorded',
      'sign-in: failures stand in the audit',
      'matrix/matrix: every endpoint answers everybody'
    )
  ),
  item('16.3.2', 2, 'refused access is logged', shown('matrix/matrix: every endpoint answers everybody')),
  item(
    '16.3.3',
    2,
    'attempts to get around are logged',
    open('role refusals, failed sign-ins and codes are; wrong shapes and other sites’ requests are only answered')
  ),
  item('16.3.4', 2, 'unexpected errors are logged', shown('outage: while the store is away')),
  item(
    '16.4.1',
    2,
    'logs cannot be forged by what is typed',
    reason('JSON lines and canonical entries: line breaks are escaped; the CSV guards its cells')
  ),
  item(
    '16.4.2',
    2,
    'logs cannot be changed or read by others',
    shown(
      'audit-tree: cannot be changed by the role',
      'audit: names the record that was changed in the store itself',
      'audit: is for administrators and auditors'
    )
  ),
  item(
    '16.4.3',
    2,
    'logs are sent to a separate system',
    open('clients keep checkpoints (issue 7); shipping standard output is the operator’s')
  ),
  item(
    '16.5.1',
    2,
    'errors say nothing of the inside',
    reason('replies are {code, detail} of a closed list; the fuzz over all contracts looks for leaks')
  ),
  item(
    '16.5.2',
    2,
    'goes on when others fail',
    shown('outage: killed under load, the store comes back', 'notices: waits while the mail server is down')
  ),
  item(
    '16.5.3',
    2,
    'fails closed',
    shown('audit-tree: takes nothing from a transaction that was undone', 'outage: while the store is away')
  ),
  item('16.5.4', 3, 'a last handler catches everything', shown('outage: killed under load, the store comes back')),
  item(
    '13.1.4',
    3,
    'secrets and their rotation are documented',
    shown(`${SETTINGS}: shows settings, and of secrets only that they are set`)
  )
];
