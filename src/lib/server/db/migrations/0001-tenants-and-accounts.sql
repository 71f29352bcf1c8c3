-- Tenants, the people of each, their sessions, and the audit that every act is written into.
--
-- [Note: Isolation] A tenant's rows are kept from others twice: every query names the tenant (`inTenant` in db/transaction.ts), and row-level
-- security shows the roles that the program works as only the rows of `app.tenant_id`, which is set for one transaction.
-- `isolate(table)` is to be called for each table with a tenant_id; a test fails on one without policy.

create function isolate(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('grant select, insert, update, delete on %s to kiseki_app, kiseki_operator', target);
  execute format(
    'create policy of_tenant on %s to kiseki_app, kiseki_operator using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())',
    target);
end $$;

-- the setting is '' after a transaction that had set it
create function current_tenant() returns uuid language sql stable as
  $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

create table tenant (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  state text not null default 'active' check (state in ('active', 'suspended', 'ended')),
  -- what the tenant decides for itself: passwords, second factor, sessions, labels, retention (see tenants/policy.ts)
  policy jsonb not null default '{}',
  -- CIDRs; empty: from anywhere
  allow_list text[] not null default '{}',
  created_at timestamptz not null
);
alter table tenant enable row level security;
grant select, update on tenant to kiseki_app;
grant select, insert, update, delete on tenant to kiseki_operator;
create policy own_tenant on tenant to kiseki_app using (id = current_tenant()) with check (id = current_tenant());
create policy all_tenants on tenant to kiseki_operator using (true) with check (true);

create table account (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  email text not null,
  name text not null,
  role text not null check (role in ('admin', 'analyst', 'viewer', 'auditor')),
  language text not null default 'ja' check (language in ('ja', 'en')),
  zone text not null default 'Asia/Tokyo',
  state text not null default 'invited' check (state in ('invited', 'active', 'disabled', 'left', 'deleted')),
  -- argon2id in PHC form; null until the activation code was used
  password_hash text,
  password_changed_at timestamptz,
  created_at timestamptz not null,
  -- since when it is in its state
  state_since timestamptz not null,
  -- counts changes; a change made on an older one is refused as stale
  version integer not null default 1,
  unique (tenant_id, id)
);
-- a deleted account's address may be used again
create unique index account_email on account (tenant_id, email) where state <> 'deleted';
select isolate('account');

create table account_group (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  name text not null,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (tenant_id, id),
  unique (tenant_id, name)
);
select isolate('account_group');

create table group_member (
  tenant_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  primary key (tenant_id, group_id, account_id),
  foreign key (tenant_id, group_id) references account_group (tenant_id, id) on delete cascade,
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('group_member');

create table session (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid not null,
  -- SHA-256 of the cookie's token: who reads the store cannot sign in with it
  token_hash bytea not null unique,
  stage text not null check (stage in ('second-factor', 'enrol-second-factor', 'change-password', 'active')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- whichever comes first ends it
  idle_seconds integer not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null,
  device_id uuid,
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
create index session_account on session (tenant_id, account_id);
select isolate('session');

-- Who a token belongs to. It enters the tenant for the rest of the transaction: the tenant comes from the session and from nowhere else.
create function enter_session(token bytea, at timestamptz) returns table (
  session_id uuid, tenant_id uuid, account_id uuid, stage text, role text, account_state text, account_name text, tenant_state text,
  allow_list text[], last_seen_at timestamptz, device_id uuid
) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_tenant uuid;
begin
  select s.tenant_id into found_tenant from session s where s.token_hash = token;
  if found_tenant is null then return; end if;
  perform set_config('app.tenant_id', found_tenant::text, true);
  return query
    select s.id, s.tenant_id, s.account_id, s.stage, a.role, a.state, a.email, t.state, t.allow_list, s.last_seen_at, s.device_id
    from session s
    join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
    join tenant t on t.id = s.tenant_id
    where s.token_hash = token and s.expires_at > at and s.last_seen_at + make_interval(secs => s.idle_seconds) > at;
end $$;
revoke all on function enter_session(bytea, timestamptz) from public;
grant execute on function enter_session(bytea, timestamptz) to kiseki_app;

-- One tree of entries a tenant; the service's own (operators', and what no tenant could be told for) is the all-zero id.
create table audit_tree (
  tenant_id uuid primary key,
  size bigint not null default 0,
  -- hashes of the perfect subtrees that the tree is made of, largest first, 32 bytes each
  frontier bytea not null default ''
);
select isolate('audit_tree');

create table audit_entry (
  tenant_id uuid not null,
  -- from 0, without gaps: the leaf's index in the tree
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'operator', 'system', 'nobody')),
  actor_id uuid,
  -- as it was then: accounts are renamed and deleted
  actor_name text not null,
  role text not null,
  device_id uuid,
  address text not null,
  action text not null,
  target_kind text not null,
  target_id text not null,
  target_name text not null,
  result text not null check (result in ('ok', 'refused', 'failed')),
  detail jsonb not null default '{}',
  leaf_hash bytea not null,
  primary key (tenant_id, seq)
);
create index audit_entry_at on audit_entry (tenant_id, at);
select isolate('audit_entry');
revoke update, delete on audit_entry from kiseki_app, kiseki_operator;
revoke delete on audit_tree from kiseki_app, kiseki_operator;

-- tenants' work sees its own tenant only: whether there is any at all is told by this
create function has_tenants() returns boolean language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select from tenant) $$;
