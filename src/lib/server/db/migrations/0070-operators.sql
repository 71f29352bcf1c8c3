-- Who runs the service: operators and their sessions, what they decide for all tenants, the code of the first start.
-- None of it belongs to a tenant. Tenants' work (kiseki_app) sees the settings and nothing else of this.

create table operator (
  id uuid primary key,
  email text not null unique,
  name text not null,
  state text not null default 'invited' check (state in ('invited', 'active', 'disabled')),
  -- argon2id in PHC form; null until the activation code was used
  password_hash text,
  -- sealed; null until the second factor was set up
  totp_secret bytea,
  totp_confirmed boolean not null default false,
  -- a time step counts once
  totp_last_step bigint not null default 0,
  -- SHA-256 of a one-time code, while one is open
  code_hash bytea,
  code_expires_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1
);

create table operator_session (
  id uuid primary key,
  operator_id uuid not null references operator (id) on delete cascade,
  token_hash bytea not null unique,
  stage text not null check (stage in ('second-factor', 'enrol-second-factor', 'change-password', 'active')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null
);
create index operator_session_operator on operator_session (operator_id);

grant select, insert, update, delete on operator, operator_session to kiseki_operator;

create table service_setting (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);
grant select on service_setting to kiseki_app;
grant select, insert, update on service_setting to kiseki_operator;

-- at most one row: SHA-256 of the code that the console showed last
create table set_up_code (
  is_only boolean primary key default true check (is_only),
  code_hash bytea not null,
  created_at timestamptz not null
);
grant select, insert, update, delete on set_up_code to kiseki_operator;

-- The first tenant and the first operator, for whoever has the code; it is used up. Tenants' work may make a tenant in this way only.
create function set_up(
  code bytea, at timestamptz, new_tenant uuid, tenant_slug text, tenant_name text,
  new_operator uuid, operator_email text, operator_name text, operator_code bytea, operator_code_until timestamptz
) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- two at once: the second waits here and finds no code
  delete from set_up_code where code_hash = code;
  if not found or exists (select from tenant) then return false; end if;
  insert into tenant (id, slug, name, created_at) values (new_tenant, tenant_slug, tenant_name, at);
  insert into operator (id, email, name, code_hash, code_expires_at, created_at)
    values (new_operator, operator_email, operator_name, operator_code, operator_code_until, at)
    on conflict (email) do update set code_hash = operator_code, code_expires_at = operator_code_until;
  return true;
end $$;

revoke all on function set_up(bytea, timestamptz, uuid, text, text, uuid, text, text, bytea, timestamptz) from public;
grant execute on function set_up(bytea, timestamptz, uuid, text, text, uuid, text, text, bytea, timestamptz) to kiseki_app;
