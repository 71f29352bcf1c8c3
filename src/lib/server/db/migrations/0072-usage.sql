-- How much each tenant uses, for the operator: numbers only. Names of people, areas and devices stay the tenants'.
create function tenant_usage(at timestamptz) returns table (
  tenant_id uuid, accounts integer, sessions integer, areas integer, devices integer, audit_entries bigint, audit_entries_30_days bigint
) language sql stable security definer set search_path = public, pg_temp as $$
  select t.id,
    (select count(*)::integer from account a where a.tenant_id = t.id and a.state in ('invited', 'active')),
    (select count(*)::integer from session s where s.tenant_id = t.id and s.expires_at > at),
    (select count(*)::integer from process_area p where p.tenant_id = t.id),
    (select count(*)::integer from device d where d.tenant_id = t.id),
    coalesce((select r.size from audit_tree r where r.tenant_id = t.id), 0),
    (select count(*) from audit_entry e where e.tenant_id = t.id and e.at > tenant_usage.at - interval '30 days')
  from tenant t
$$;
revoke all on function tenant_usage(timestamptz) from public;
grant execute on function tenant_usage(timestamptz) to kiseki_operator;

-- Administrators who never came in: the operator may issue their code anew. Of those who did, the operator can reset nothing.
create function invited_admin(asked uuid, address text) returns uuid language sql stable security definer
  set search_path = public, pg_temp as
  $$ select id from account where tenant_id = asked and email = address and role = 'admin' and state = 'invited' $$;
revoke all on function invited_admin(uuid, text) from public;
grant execute on function invited_admin(uuid, text) to kiseki_operator;
