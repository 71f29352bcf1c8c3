-- Process areas, what is granted on them, the browsers of each user, and which sealed objects lie on which: ids and sizes, never a name of a log.

create table process_area (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  name text not null,
  -- one of the tenant's classes of confidentiality (policy.labels); null where the area was made before there were any
  label text,
  description text not null default '',
  owner_id uuid not null,
  state text not null default 'active' check (state in ('active', 'archived', 'deleted')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- since when it is in its state
  state_since timestamptz not null,
  -- counts changes; a change made on an older one is refused as stale
  version integer not null default 1,
  unique (tenant_id, id),
  foreign key (tenant_id, owner_id) references account (tenant_id, id)
);
-- a deleted area's name may be used again
create unique index process_area_name on process_area (tenant_id, lower(name)) where state <> 'deleted';
create index process_area_owner on process_area (tenant_id, owner_id);
select isolate('process_area');

create table area_grant (
  tenant_id uuid not null,
  area_id uuid not null,
  account_id uuid,
  group_id uuid,
  access text not null check (access in ('view', 'analyse', 'edit', 'manage')),
  check (num_nonnulls(account_id, group_id) = 1),
  foreign key (tenant_id, area_id) references process_area (tenant_id, id) on delete cascade,
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade,
  foreign key (tenant_id, group_id) references account_group (tenant_id, id) on delete cascade
);
create unique index area_grant_account on area_grant (tenant_id, area_id, account_id) where account_id is not null;
create unique index area_grant_group on area_grant (tenant_id, area_id, group_id) where group_id is not null;
create index area_grant_of_account on area_grant (tenant_id, account_id);
create index area_grant_of_group on area_grant (tenant_id, group_id);
select isolate('area_grant');

-- A browser makes its id itself. Two users of one browser are two rows: nobody can claim, or learn of, another's.
create table device (
  tenant_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  name text not null,
  -- what the browser says it is: 'Chrome', 'Windows'
  platform text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- when it last told what lies on it
  reported_at timestamptz,
  primary key (tenant_id, account_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('device');

create table device_object (
  tenant_id uuid not null,
  account_id uuid not null,
  device_id uuid not null,
  -- as the browser's vault names it: random digits
  object_id text not null,
  size_bytes bigint not null,
  updated_at timestamptz not null,
  area_id uuid,
  primary key (tenant_id, account_id, device_id, object_id),
  foreign key (tenant_id, account_id, device_id) references device (tenant_id, account_id, id) on delete cascade,
  foreign key (tenant_id, area_id) references process_area (tenant_id, id) on delete set null (area_id)
);
create index device_object_area on device_object (tenant_id, area_id);
select isolate('device_object');
