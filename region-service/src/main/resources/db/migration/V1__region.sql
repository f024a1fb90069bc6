-- What people edit.
create table deployment (
    id             text primary key,
    name           text not null,
    strategy       text not null,
    primary_region text not null,
    auto_failover  boolean not null,
    version        bigint not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

create table region (
    deployment_id     text not null references deployment (id) on delete cascade,
    name              text not null,
    priority          integer not null check (priority > 0),
    configured_status text not null,
    endpoint_url      text not null,
    health_check_url  text not null,
    primary key (deployment_id, name)
);

-- What is decided. Kept apart, so that deciding never waits for or overwrites an edit.
create table deployment_state (
    deployment_id   text primary key references deployment (id) on delete cascade,
    active_region   text not null,
    epoch           bigint not null default 1,
    last_changed_at timestamptz
);
comment on column deployment_state.epoch is 'How often the active region was set. Grows with every switch.';
comment on column deployment_state.last_changed_at is 'When a person last moved traffic or changed a status.';

create table region_state (
    deployment_id  text not null references deployment (id) on delete cascade,
    region         text not null,
    status         text not null,
    state          text not null default 'unknown',
    since          timestamptz not null,
    trouble_since  timestamptz,
    cause          text,
    evidence       jsonb not null default '[]',
    left_at        timestamptz,
    override_state text,
    override_until timestamptz,
    primary key (deployment_id, region)
);
comment on column region_state.left_at is 'When an automatic failover last left it: begins the hold-down.';

-- History outlives its deployment.
create table event (
    id             uuid primary key,
    deployment_id  text not null,
    type           text not null,
    region         text,
    from_value     text,
    to_value       text,
    cause          text not null,
    reason         text,
    evidence       jsonb not null default '[]',
    hold_reason    text,
    started_at     timestamptz not null,
    ended_at       timestamptz,
    outcome        text,
    actor          text not null,
    trace_id       text
);
create index event_of_deployment on event (deployment_id, id desc);
create unique index event_held on event (deployment_id) where type = 'failover-held' and ended_at is null;

create table safety_rule (
    name          text primary key,
    deployment_id text not null references deployment (id) on delete cascade,
    regions       text[] not null,
    threshold     integer not null check (threshold > 0),
    wait_seconds  double precision not null check (wait_seconds >= 0),
    version       bigint not null
);
create index safety_rule_of_deployment on safety_rule (deployment_id);

-- What gateways told a replica that does not hold the lease, until the holder has read it.
create table passive_observation (
    id            bigint generated always as identity primary key,
    received_at   timestamptz not null default clock_timestamp(),
    source        text not null,
    deployment_id text not null,
    region        text not null,
    requests      bigint not null,
    failures      bigint not null,
    resets        bigint not null,
    timeouts      bigint not null
);
create index passive_observation_received on passive_observation (received_at);
