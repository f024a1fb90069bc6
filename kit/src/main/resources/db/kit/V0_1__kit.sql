-- What every service's schema has. No schema prefix: the role's search_path names it.

create table installation (
    only_row   boolean primary key default true check (only_row),
    generation uuid not null
);
comment on table installation is 'One row. A new generation marks a database restored from a copy.';
insert into installation (generation) values (gen_random_uuid());

create table lease (
    name       text primary key,
    holder     text not null,
    epoch      bigint not null,
    expires_at timestamptz not null
);

create table snapshot_version (
    kind       text primary key,
    generation uuid not null,
    epoch      bigint not null,
    version    bigint not null
);

create table audit (
    id       uuid primary key,
    at       timestamptz not null default clock_timestamp(),
    actor    text not null,
    action   text not null,
    resource text not null,
    before   jsonb,
    after    jsonb,
    trace_id text
);
create index audit_resource on audit (resource, id desc);

create table outbox (
    id              uuid primary key,
    event           jsonb not null,
    created_at      timestamptz not null default clock_timestamp(),
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null default clock_timestamp(),
    settled_at      timestamptz,
    outcome         text
);
create index outbox_due on outbox (next_attempt_at) where settled_at is null;

create table batch (
    source      text not null,
    id          uuid not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (source, id)
);
create index batch_received on batch (received_at);

create table idempotency (
    actor          text not null,
    key            text not null,
    request        text not null,
    request_sha256 text not null,
    status         integer,
    content_type   text,
    etag           text,
    body           bytea,
    created_at     timestamptz not null default clock_timestamp(),
    primary key (actor, key)
);
create index idempotency_created on idempotency (created_at);
