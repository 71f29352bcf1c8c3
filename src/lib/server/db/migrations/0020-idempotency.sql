-- What a write was answered with, for those who ask again because they never heard it.
create table idempotency (
  tenant_id uuid not null,
  -- an account's, or an operator's
  account_id uuid not null,
  key text not null check (length(key) <= 200),
  -- SHA-256 of method, path, query and body
  request_hash bytea not null,
  -- null only within the transaction that does the work
  status smallint,
  -- sealed: replies hold one-time codes
  reply bytea,
  created_at timestamptz not null,
  primary key (tenant_id, account_id, key)
);
create index idempotency_age on idempotency (tenant_id, created_at);
select isolate('idempotency');
