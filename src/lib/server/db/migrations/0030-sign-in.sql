-- Signing in: codes, second factors, counted failures, a tenant's own identity provider.

alter table account
  -- shorter than what a password alone must have: it stands only beside a second factor
  add column password_is_short boolean not null default false;

alter table session
  -- when the password (or the identity provider) last vouched for the user: changing factors asks for a recent one
  add column proved_at timestamptz,
  add column factor_passed boolean not null default false,
  add column must_change boolean not null default false;

-- the one code of an account that still counts: a newer one takes its place, using it deletes it
create table activation_code (
  tenant_id uuid not null,
  account_id uuid not null,
  purpose text not null check (purpose in ('activation', 'reset')),
  -- SHA-256; the code has 100 bits, so none can be found from it
  code_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('activation_code');

create table totp_factor (
  tenant_id uuid not null,
  account_id uuid not null,
  secret_sealed bytea not null,
  created_at timestamptz not null,
  -- null until a code of it was shown once
  confirmed_at timestamptz,
  -- the last time step that was used: none counts twice
  last_step bigint not null default 0,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('totp_factor');

create table passkey (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid not null,
  name text not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- the host it was made for
  rp_id text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  unique (tenant_id, credential_id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
create index passkey_account on passkey (tenant_id, account_id);
select isolate('passkey');

-- what a passkey is to sign next; one a session, used once
create table passkey_challenge (
  tenant_id uuid not null,
  session_id uuid not null,
  challenge text not null,
  expires_at timestamptz not null,
  primary key (tenant_id, session_id),
  foreign key (session_id) references session (id) on update cascade on delete cascade
);
select isolate('passkey_challenge');

create table recovery_code (
  tenant_id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, account_id, code_hash),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('recovery_code');

-- Failures that are counted, whether or not the account exists: no tenant's rows, and keys are hashes, so that nothing typed stands here.
create table sign_in_throttle (
  scope text not null check (scope in ('account', 'address', 'factor')),
  key bytea not null,
  failures integer not null default 0,
  last_failure_at timestamptz,
  blocked_until timestamptz,
  primary key (scope, key)
);
grant select, insert, update, delete on sign_in_throttle to kiseki_app, kiseki_operator;

create table identity_provider (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  name text not null,
  issuer text not null,
  client_id text not null,
  secret_sealed bytea not null,
  enabled boolean not null,
  -- the provider asks for a second factor itself, so none is asked for here
  has_second_factor boolean not null,
  version integer not null default 1
);
select isolate('identity_provider');

-- who an account is to the provider, once its verified mail address has matched
create table identity_link (
  tenant_id uuid not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  created_at timestamptz not null,
  primary key (tenant_id, account_id, issuer),
  unique (tenant_id, issuer, subject),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
select isolate('identity_link');

-- a sign-in that is away at the provider; found by its state, which only the browser that began it can show
create table identity_attempt (
  state_hash bytea primary key,
  tenant_id uuid not null references tenant (id) on delete cascade,
  browser_hash bytea not null,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
select isolate('identity_attempt');

-- Signing in begins without a session: the tenant's short name is all there is.
create function tenant_of_slug(asked text) returns table (id uuid, state text, allow_list text[])
  language sql stable security definer set search_path = public, pg_temp as
  $$ select t.id, t.state, t.allow_list from tenant t where t.slug = asked $$;
revoke all on function tenant_of_slug(text) from public;
grant execute on function tenant_of_slug(text) to kiseki_app, kiseki_operator;

-- Coming back from a provider, the state is all there is.
create function tenant_of_attempt(asked bytea) returns uuid
  language sql stable security definer set search_path = public, pg_temp as
  $$ select tenant_id from identity_attempt where state_hash = asked $$;
revoke all on function tenant_of_attempt(bytea) from public;
grant execute on function tenant_of_attempt(bytea) to kiseki_app;

-- What has run out, of every tenant; nobody asks for it any more.
create function clear_ended_sign_ins(at timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from session where expires_at <= at or last_seen_at + make_interval(secs => idle_seconds) <= at;
  delete from activation_code where expires_at <= at;
  delete from identity_attempt where expires_at <= at;
  delete from sign_in_throttle where last_failure_at < at - interval '2 days' and coalesce(blocked_until, at) <= at;
$$;
revoke all on function clear_ended_sign_ins(timestamptz) from public;
grant execute on function clear_ended_sign_ins(timestamptz) to kiseki_app, kiseki_operator;
