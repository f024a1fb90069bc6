-- JSON that people wrote is kept as text, so that the order of its members (the variants of a flag) is theirs.

create table flag (
    key         text primary key,
    definition  text not null check (definition is json object),
    description text,
    owner       text,
    tags        text not null check (tags is json array),
    version     bigint not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    archived_at timestamptz
);

create table metric (
    key         text primary key,
    type        text not null check (type in ('mean', 'proportion', 'count')),
    direction   text not null check (direction in ('increase', 'decrease')),
    description text,
    built_in    boolean not null default false,
    version     bigint not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
insert into metric (key, type, direction, description, built_in, version, created_at, updated_at) values
    ('response_time_ms', 'mean', 'decrease', 'Milliseconds of a successful exchange, by the gateway', true, 1, now(), now()),
    ('error_rate', 'proportion', 'decrease', 'Units with an exchange that failed, by the gateway', true, 1, now(), now()),
    ('cost_usd', 'mean', 'decrease', 'US dollars of an exchange, by the gateway', true, 1, now(), now()),
    ('tokens', 'mean', 'decrease', 'Input and output tokens of an exchange, by the gateway', true, 1, now(), now()),
    ('response_quality', 'mean', 'increase', 'How good an answer was, as the product rates it', false, 1, now(), now());

create table experiment (
    id             uuid primary key,
    key            text not null unique,
    name           text not null,
    status         text not null check (status in ('draft', 'running', 'paused', 'decided', 'archived')),
    unit           text not null,
    variants       text not null check (variants is json array),
    control        text not null,
    stickiness     text not null check (stickiness in ('hash', 'persisted')),
    routes         text not null check (routes is json array),
    targeting      text not null check (targeting is json),
    seed           text not null,
    phase          integer not null check (phase >= 1),
    buckets        text not null,
    primary_metric text references metric (key),
    guardrails     text not null check (guardrails is json array),
    winner         text,
    version        bigint not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    started_at     timestamptz,
    paused_at      timestamptz,
    decided_at     timestamptz,
    archived_at    timestamptz
);
create index experiment_status on experiment (status);
