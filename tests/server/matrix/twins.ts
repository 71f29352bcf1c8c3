import type { World } from './world';

/** Whose rows are exact copies of the first tenant's, ids included, and whose are so but for the texts that people read. */
export const ECHO = '00000000-0000-4000-8000-00000000000e';
export const MIMIC = '00000000-0000-4000-8000-00000000000f';
export const MIMIC_CANARY = 'canarymimic';

/** Found by them in all tenants at once, before any tenant was entered: they stay unlike. */
const GLOBAL = ['token_hash', 'state_hash'];
const READ_BY_PEOPLE = [
  'name',
  'description',
  'user_agent',
  'platform',
  'actor_name',
  'target_name',
  'label',
  'client_id',
  'email',
  'detail'
];

/** What the mimic's rows say otherwise, so that one taken for the tenant's own has consequences. */
const OTHERWISE: Readonly<Record<string, string>> = {
  password_hash: 'null',
  role: "case role when 'admin' then 'viewer' else 'admin' end",
  zone: "'Pacific/Auckland'",
  language: "case language when 'en' then 'ja' else 'en' end",
  purpose: "case purpose when 'reset' then 'activation' else 'reset' end",
  expires_at: "expires_at - interval '1 year'",
  purge_at: "purge_at - interval '1 year'",
  proved_at: "proved_at - interval '1 year'",
  size: 'size + 100',
  leaf_hash: 'sha256(leaf_hash)',
  hash: 'sha256(hash)'
};

/** What only some have, everybody of the mimic's has. */
const OF_EVERYBODY = ['totp_factor', 'group_member', 'leaver', 'identity_link', 'activation_code', 'notice_acknowledgement'];

/**
 * Give the first tenant two twins that have its ids: a query that does not keep to its tenant finds three rows for one. Only possible in a
 * store whose keys hold in a tenant and not across all, so they are made so; the twins' rows come first in each table.
 */
export async function plantTwins(world: World): Promise<void> {
  const { owner } = world.app;
  const [home] = world.homes;
  await owner.query(`do $$
    declare one record;
    begin
      for one in
        select c.conrelid::regclass as relation, c.conname as name,
          (select string_agg(quote_ident(a.attname), ', ') from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)) as columns
        from pg_constraint c
        where c.contype in ('p', 'u') and c.connamespace = 'public'::regnamespace
          and exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'tenant_id')
          and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'tenant_id' and a.attnum = any (c.conkey))
          and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = any ('{${GLOBAL.join(',')}}') and a.attnum = any (c.conkey))
      loop
        execute format('alter table %s drop constraint %I cascade', one.relation, one.name);
        execute format('alter table %s add unique (tenant_id, %s)', one.relation, one.columns);
      end loop;
    end $$`);
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `insert into tenant select (jsonb_populate_record(t, jsonb_build_object('id', $2::text, 'slug', $3::text, 'name', $4::text))).* from tenant t where id = $1`,
    [home!.tenantId, ECHO, 'echo', 'echo']
  );
  await owner.query(
    `insert into tenant select (jsonb_populate_record(t, jsonb_build_object('id', $2::text, 'slug', $3::text, 'name', $4::text))).* from tenant t where id = $1`,
    [home!.tenantId, MIMIC, 'mimic', MIMIC_CANARY]
  );
  // a tenant's row taken for another's has other networks and another policy; the twins' come first here too
  await owner.query(
    `create temp table kept as select * from tenant; delete from tenant;
     insert into tenant select * from kept where id = '${MIMIC}';
     update tenant set allow_list = '{198.51.100.0/24}', policy_version = 7, policy = '{"labels":["${MIMIC_CANARY}"],"password":{"minLength":100},"secondFactor":{"requiredFor":["admin","viewer"]}}';
     insert into tenant select * from kept where id <> '${MIMIC}'; drop table kept`
  );
  const { rows } = await owner.query<{ relation: string; columns: string[] }>(
    `select table_name as relation, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'public' and is_generated = 'NEVER' group by table_name having 'tenant_id' = any (array_agg(column_name::text))`
  );
  for (const { relation, columns } of rows) {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const copy = (tenantId: string, canary: string): string => {
      const values = columns.map((column) => {
        if (column === 'tenant_id') return `'${tenantId}'::uuid`;
        if (GLOBAL.includes(column)) return `sha256("${column}" || '${tenantId}'::bytea)`;
        if (canary && OTHERWISE[column]) return OTHERWISE[column];
        if (canary && READ_BY_PEOPLE.includes(column))
          return column === 'detail'
            ? `replace(detail::text, '${home!.canary}', '${canary}')::jsonb`
            : `replace("${column}", '${home!.canary}', '${canary}')`;
        return `"${column}"`;
      });
      return `insert into "${relation}" (${list}) select ${values.join(', ')} from kept where tenant_id = '${home!.tenantId}'`;
    };
    await owner.query(
      `create temp table kept as select * from "${relation}"; delete from "${relation}";
       ${copy(MIMIC, MIMIC_CANARY)}; ${copy(ECHO, '')};
       insert into "${relation}" (${list}) select ${list} from kept; drop table kept`
    );
  }
  for (const relation of OF_EVERYBODY) {
    const columns = rows.find((each) => each.relation === relation)?.columns ?? [];
    const list = columns.map((column) => `"${column}"`).join(', ');
    const values = columns.map((column) => (column === 'account_id' ? 'a.id' : `t."${column}"`)).join(', ');
    await owner.query(
      `insert into "${relation}" (${list}) select ${values} from account a, lateral (select * from "${relation}" t where t.tenant_id = a.tenant_id limit 1) t
       where a.tenant_id = '${MIMIC}' on conflict do nothing`
    );
  }
  await owner.query(
    `insert into area_grant (tenant_id, area_id, account_id, access)
     select a.tenant_id, p.id, a.id, 'manage' from account a join process_area p on p.tenant_id = a.tenant_id where a.tenant_id = '${MIMIC}'
     on conflict do nothing`
  );
  // what the first tenant has none of
  await owner.query(
    `insert into audit_checkpoint (tenant_id, size, root, note, at) values ('${ECHO}', 1, '', '', now());
     insert into idempotency (tenant_id, account_id, key, request_hash, created_at) values ('${ECHO}', '${ECHO}', 'a key of another', '', now())`
  );
  await owner.query('set session_replication_role = default');
}
