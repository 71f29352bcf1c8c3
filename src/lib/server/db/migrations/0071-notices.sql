-- Notices of the operator to tenants, who has taken note of them, the mails about them, and what was agreed with each tenant.

create table notice (
  id uuid primary key,
  kind text not null check (kind in ('vulnerability', 'maintenance', 'change', 'incident')),
  severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
  affected_versions text not null default '',
  title_ja text not null,
  title_en text not null,
  body_ja text not null,
  body_en text not null,
  -- of a maintenance: when
  starts_at timestamptz,
  ends_at timestamptz,
  -- all tenants; otherwise those in notice_tenant
  for_all boolean not null,
  -- shown to people without an account too
  for_guests boolean not null default false,
  published_at timestamptz not null,
  updated_at timestamptz not null,
  withdrawn_at timestamptz,
  -- counts what was told; who took note of an older one is shown it again
  revision integer not null default 1
);

create table notice_tenant (
  notice_id uuid not null references notice (id) on delete cascade,
  tenant_id uuid not null references tenant (id) on delete cascade,
  primary key (notice_id, tenant_id)
);

-- the state of the countermeasure over time
create table notice_entry (
  id uuid primary key,
  notice_id uuid not null references notice (id) on delete cascade,
  at timestamptz not null,
  status text not null check (status in ('announced', 'investigating', 'identified', 'mitigated', 'monitoring', 'resolved')),
  text_ja text not null,
  text_en text not null
);
create index notice_entry_notice on notice_entry (notice_id, at);

alter table notice enable row level security;
alter table notice_tenant enable row level security;
alter table notice_entry enable row level security;
grant select on notice, notice_tenant, notice_entry to kiseki_app;
grant select, insert, update, delete on notice, notice_tenant, notice_entry to kiseki_operator;
create policy told on notice to kiseki_app using (
  withdrawn_at is null and (
    for_guests or (for_all and current_tenant() is not null)
    or exists (select from notice_tenant t where t.notice_id = id and t.tenant_id = current_tenant())
  )
);
create policy own on notice_tenant to kiseki_app using (tenant_id = current_tenant());
create policy of_told on notice_entry to kiseki_app using (exists (select from notice n where n.id = notice_id));
create policy all_of_them on notice to kiseki_operator using (true) with check (true);
create policy all_of_them on notice_tenant to kiseki_operator using (true) with check (true);
create policy all_of_them on notice_entry to kiseki_operator using (true) with check (true);

create table notice_acknowledgement (
  tenant_id uuid not null,
  account_id uuid not null,
  notice_id uuid not null references notice (id) on delete cascade,
  revision integer not null,
  at timestamptz not null,
  primary key (tenant_id, account_id, notice_id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('notice_acknowledgement');

-- Mails to be sent. Recipient, subject and text are sealed; whoever reads the store sees how many and when.
create table mail_outbox (
  id uuid primary key,
  -- what it is about: a row of that table
  about text not null,
  sealed bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
  tries integer not null default 0,
  next_try_at timestamptz not null,
  created_at timestamptz not null,
  done_at timestamptz,
  -- a code of the last failure; never what the other side wrote
  last_failure text
);
create index mail_outbox_due on mail_outbox (next_try_at) where state = 'waiting';
grant select, insert, update, delete on mail_outbox to kiseki_operator;

-- What was agreed with a tenant. The operator's: tenants' work does not see it.
create table tenant_contract (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  contact_name text not null default '',
  contact_email text not null default '',
  starts_on date,
  ends_on date,
  -- after the end the tenant may still export until then
  export_until date,
  max_accounts integer,
  note text not null default '',
  version integer not null default 1
);
-- All that a tenant's own work learns of it: how many accounts were agreed.
create function agreed_accounts() returns integer language sql stable security definer set search_path = public, pg_temp as
  $$ select max_accounts from tenant_contract where tenant_id = current_tenant() $$;
revoke all on function agreed_accounts() from public;
grant execute on function agreed_accounts() to kiseki_app, kiseki_operator;
alter table tenant_contract enable row level security;
grant select, insert, update, delete on tenant_contract to kiseki_operator;
create policy all_tenants on tenant_contract to kiseki_operator using (true) with check (true);

-- Whom to write to where a contract names nobody: the administrators. Operators see no other account's address.
create function admin_addresses(asked uuid) returns setof text language sql stable security definer set search_path = public, pg_temp as
  $$ select email from account where tenant_id = asked and role = 'admin' and state in ('invited', 'active') order by email $$;
revoke all on function admin_addresses(uuid) from public;
grant execute on function admin_addresses(uuid) to kiseki_operator;
