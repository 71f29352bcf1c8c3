-- Administration of people: who left and until when that can be undone, the policy's version, and when the service's own jobs ran.

-- counts changes of the policy; a change made on an older one is refused as stale
alter table tenant add column policy_version integer not null default 1;

alter table account
  -- of a disabled one: what it becomes when it is enabled again
  add column former_state text check (former_state in ('invited', 'active')),
  -- when it last came through to `active`, by whatever way
  add column last_sign_in_at timestamptz;

-- An account that left keeps its row, groups and grants for 30 days (they give nothing while it is `left`), so that coming back is one act.
create table leaver (
  tenant_id uuid not null,
  account_id uuid not null,
  left_at timestamptz not null,
  -- from then on it is purged by the daily job and cannot come back
  purge_at timestamptz not null,
  former_state text not null check (former_state in ('invited', 'active', 'disabled')),
  -- who took over the process areas, and which
  areas_to uuid,
  area_ids uuid[] not null default '{}',
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('leaver');

-- lists by name
create index account_name on account (tenant_id, name, id);
-- "which groups is this account in": the key begins with the group
create index group_member_account on group_member (tenant_id, account_id);

-- When each of the service's jobs ended last, for all instances.
create table job_run (
  name text primary key,
  ended_at timestamptz not null
);
grant select, insert, update on job_run to kiseki_operator;
