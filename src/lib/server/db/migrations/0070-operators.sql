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
  -- failures in a row, of password, code and second factor alike; none of them is tried before retry_at
  failures integer not null default 0,
  retry_at timestamptz,
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

-- failures by address of what is asked without a session: the operators' sign-in and the set-up code
create table operator_throttle (
  address text primary key,
  failures integer not null,
  retry_at timestamptz not null
);

grant select, insert, update, delete on operator, operator_session, operator_throttle to kiseki_operator;

create table service_setting (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);
grant select on service_setting to kiseki_app;
grant select, insert, update on service_setting to kiseki_operator;

-- at most one row: SHA-256 of the code that the console showed last
create table set_up_code (
  only boolean primary key default true check (only),
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

-- Seconds to wait before this address may try again; null: it may now.
create function throttle_wait(from_address text, at timestamptz) returns integer language sql security definer
  set search_path = public, pg_temp as
  $$ select ceil(extract(epoch from retry_at - at))::integer from operator_throttle where address = from_address and retry_at > at $$;

-- Count a failure of an address: the first four cost nothing, then 2, 4, 8 ... seconds, at most 15 minutes. An hour of quiet forgets.
create function throttle_failed(from_address text, at timestamptz) returns void language sql security definer
  set search_path = public, pg_temp as
  $$ insert into operator_throttle as t (address, failures, retry_at) values (from_address, 1, at)
     on conflict (address) do update set
       failures = case when t.retry_at < at - interval '1 hour' then 1 else t.failures + 1 end,
       retry_at = case
         when t.retry_at < at - interval '1 hour' or t.failures < 4 then at
         else at + least(900, 2 ^ least(t.failures - 3, 10)) * interval '1 second' end $$;

revoke all on function set_up(bytea, timestamptz, uuid, text, text, uuid, text, text, bytea, timestamptz) from public;
revoke all on function throttle_wait(text, timestamptz), throttle_failed(text, timestamptz) from public;
grant execute on function set_up(bytea, timestamptz, uuid, text, text, uuid, text, text, bytea, timestamptz) to kiseki_app;
grant execute on function throttle_wait(text, timestamptz), throttle_failed(text, timestamptz) to kiseki_app, kiseki_operator;
