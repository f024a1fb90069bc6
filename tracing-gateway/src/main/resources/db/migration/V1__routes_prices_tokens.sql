-- What people configure in the gateway. Each row is one object: its version is the ETag that writers must match.

CREATE TABLE route (
    name        text PRIMARY KEY,
    version     bigint NOT NULL,
    definition  jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE price (
    model       text PRIMARY KEY,
    version     bigint NOT NULL,
    prices      jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Only the hash of a secret is kept. A revoked token's row is deleted: the audit log remembers it.
CREATE TABLE token (
    id          uuid PRIMARY KEY,
    name        text NOT NULL,
    role        text NOT NULL CHECK (role IN ('viewer', 'ingest', 'operator', 'admin')),
    sha256      text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    routes      text[] NOT NULL,
    models      text[] NOT NULL,
    tools       text[] NOT NULL,
    expires_at  timestamptz,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
