-- The audit's tree: entries come in by one function, which keeps the tree; nothing of it can be changed by the program's roles.
--
-- [Note: Audit store] `audit_entry.leaf_hash` is level 0. Subtrees of 2^level leaves are kept from level 4 on (`audit_node`), so that a proof
-- reads at most 15 leaves at each of its ends and one row for every level above. `audit_tree.frontier` holds the subtrees that the tree is
-- made of, and is all that appending needs.

create table audit_node (
  tenant_id uuid not null,
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  primary key (tenant_id, level, index)
);
select isolate('audit_node');

-- an entry whose time is over keeps its leaf: the tree goes on verifying, what it said is gone
alter table audit_entry add column erased boolean not null default false;

-- the key that a tenant's checkpoints are signed with; the private part is sealed
create table audit_key (
  tenant_id uuid primary key,
  public_key bytea not null,
  sealed_private_key bytea not null,
  created_at timestamptz not null
);
select isolate('audit_key');

create table audit_checkpoint (
  tenant_id uuid not null,
  size bigint not null,
  root bytea not null,
  -- a C2SP signed note
  note text not null,
  at timestamptz not null,
  primary key (tenant_id, size)
);
select isolate('audit_checkpoint');

-- what clients have told of the work on their devices: the same entry sent twice is kept once
create table audit_upload (
  tenant_id uuid not null,
  account_id uuid not null,
  device_id uuid not null,
  device_seq bigint not null,
  hash bytea not null,
  seq bigint not null,
  primary key (tenant_id, account_id, device_id, device_seq)
);
select isolate('audit_upload');

revoke insert, update, delete on audit_entry, audit_tree, audit_node from kiseki_app, kiseki_operator;
revoke update, delete on audit_key, audit_checkpoint, audit_upload from kiseki_app, kiseki_operator;

-- Append entries to the entered tenant's audit. Its tree stays locked until the transaction ends, so that entries are numbered as they are
-- committed, without gaps; therefore it is called as late as can be. Hashes as RFC 9162, section 2.1.1.
create function audit_append(entries jsonb, at timestamptz, out first bigint, out size bigint, out frontier bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tenant constant uuid := current_tenant();
  leaf text;
  hash bytea;
  rest bigint;
  height int;
  levels smallint[] := '{}';
  indices bigint[] := '{}';
  hashes bytea[] := '{}';
begin
  if tenant is null then raise exception 'no tenant was entered'; end if;
  loop
    select t.size, t.frontier into first, frontier from audit_tree t where t.tenant_id = tenant for update;
    exit when found;
    insert into audit_tree (tenant_id) values (tenant) on conflict do nothing;
  end loop;

  insert into audit_entry (tenant_id, seq, at, actor_kind, actor_id, actor_name, role, device_id, address, action,
    target_kind, target_id, target_name, result, detail, leaf_hash)
  select tenant, first + e.number - 1, audit_append.at, e.actor_kind, e.actor_id, e.actor_name, e.role, e.device_id, e.address, e.action,
    e.target_kind, e.target_id, e.target_name, e.result, e.detail, decode(e.leaf, 'hex')
  from rows from (jsonb_to_recordset(entries) as (actor_kind text, actor_id uuid, actor_name text, role text, device_id uuid, address text,
    action text, target_kind text, target_id text, target_name text, result text, detail jsonb, leaf text)) with ordinality
    as e (actor_kind, actor_id, actor_name, role, device_id, address, action, target_kind, target_id, target_name, result, detail, leaf, number);

  size := first;
  for leaf in select e ->> 'leaf' from jsonb_array_elements(entries) with ordinality as a (e, number) order by number loop
    hash := decode(leaf, 'hex');
    rest := size;
    height := 0;
    while rest & 1 = 1 loop
      hash := sha256('\x01'::bytea || substring(frontier from length(frontier) - 31) || hash);
      frontier := substring(frontier for length(frontier) - 32);
      rest := rest >> 1;
      height := height + 1;
      if height >= 4 then
        levels := levels || height::smallint;
        indices := indices || rest;
        hashes := hashes || hash;
      end if;
    end loop;
    frontier := frontier || hash;
    size := size + 1;
  end loop;
  if cardinality(levels) > 0 then
    insert into audit_node (tenant_id, level, index, hash) select tenant, n.* from unnest(levels, indices, hashes) as n;
  end if;
  update audit_tree t set size = audit_append.size, frontier = audit_append.frontier where t.tenant_id = tenant;
end $$;

-- Erase what the entered tenant's entries say that are older than it keeps them, never under a year before its latest entry; their leaves
-- stay, and when they were.
create function audit_erase(before timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tenant constant uuid := current_tenant();
  erased_now bigint;
begin
  if before > (select max(at) - interval '365 days' from audit_entry where tenant_id = tenant) then
    raise exception 'the audit is kept for a year at least';
  end if;
  update audit_entry set erased = true, actor_kind = 'nobody', actor_id = null, actor_name = '', role = '', device_id = null, address = '',
    action = '', target_kind = '', target_id = '', target_name = '', result = 'ok', detail = '{}'
  where tenant_id = tenant and at < before and not erased;
  get diagnostics erased_now = row_count;
  return erased_now;
end $$;

revoke all on function audit_append(jsonb, timestamptz), audit_erase(timestamptz) from public;
grant execute on function audit_append(jsonb, timestamptz), audit_erase(timestamptz) to kiseki_app, kiseki_operator;
