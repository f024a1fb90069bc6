-- Units appear as keyed hashes only. Sums are kept per experiment, phase, variant and metric, so that an analysis reads
-- a handful of rows whatever the traffic was.

create table assignment (
    experiment_id uuid not null references experiment (id),
    unit          bytea not null,
    variant       text not null,
    phase         integer not null,
    assigned_at   timestamptz not null,
    primary key (experiment_id, unit)
);
comment on table assignment is 'First assignments of experiments whose stickiness is persisted.';

create table exposure (
    experiment_id uuid not null references experiment (id),
    phase         integer not null,
    unit          bytea not null,
    variant       text not null,
    first_at      timestamptz not null,
    primary key (experiment_id, phase, unit)
);
create index exposure_unit on exposure (unit);

create table exposure_total (
    experiment_id uuid not null references experiment (id),
    phase         integer not null,
    variant       text not null,
    units         bigint not null,
    exposures     bigint not null,
    primary key (experiment_id, phase, variant)
);

create table outcome (
    source      text not null,
    id          text not null,
    batch_id    uuid not null,
    kind        text not null check (kind in ('exposure', 'metric')),
    experiment  text,
    variant     text,
    unit        bytea not null,
    metric      text,
    value       double precision,
    at          timestamptz not null,
    trace_id    text,
    received_at timestamptz not null default clock_timestamp(),
    primary key (source, id)
);
comment on table outcome is 'What came in over the last days: tells repeats, and is searched when an exposure arrives after its outcomes.';
create index outcome_waiting on outcome (unit) where kind = 'metric' and variant is null;
create index outcome_received on outcome (received_at);

create table unit_value (
    experiment_id uuid not null references experiment (id),
    phase         integer not null,
    metric        text not null references metric (key),
    unit          bytea not null,
    variant       text not null,
    outcomes      bigint not null,
    total         double precision not null,
    highest       double precision not null,
    primary key (experiment_id, phase, metric, unit)
);

create table metric_total (
    experiment_id uuid not null references experiment (id),
    phase         integer not null,
    variant       text not null,
    metric        text not null references metric (key),
    units         bigint not null,
    sum           double precision not null,
    sum_squares   double precision not null,
    primary key (experiment_id, phase, variant, metric)
);
