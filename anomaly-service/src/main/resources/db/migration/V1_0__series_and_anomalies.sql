-- One row per monitored series. "state" is the engine's checkpoint (version byte, episode, counters, window); it lags
-- the memory by at most one checkpoint interval.
create table series (
    id         text primary key,
    metric     text             not null,
    labels     jsonb            not null,
    last_at    timestamptz      not null,
    last_value double precision not null,
    state      bytea            not null,
    updated_at timestamptz      not null
);

create table anomaly (
    id            uuid primary key,
    series_id     text             not null,
    metric        text             not null,
    labels        jsonb            not null,
    at            timestamptz      not null,
    value         double precision not null,
    expected_low  double precision not null,
    expected_high double precision not null,
    score         double precision not null,
    severity      text             not null,
    confidence    double precision not null,
    method        text             not null,
    reason        text             not null,
    trace_id      text,
    detected_at   timestamptz      not null,
    -- Points that come again after a restart, because they were newer than the last checkpoint, are found again.
    constraint anomaly_once unique (series_id, at)
);

-- Lists go from new to old; the id is a UUIDv7, hence ordered by time of detection.
create index anomaly_by_severity on anomaly (severity, id desc);
create index anomaly_by_time on anomaly (at);
