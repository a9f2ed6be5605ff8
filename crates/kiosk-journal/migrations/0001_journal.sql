-- What a totem must not forget. Opaque ids, one signature, no person.
CREATE TABLE meta (
    k TEXT PRIMARY KEY,
    v BLOB NOT NULL
) STRICT;

-- One row a session; rec is the last record R0 to R5 made durable.
CREATE TABLE sess (
    sid       BLOB PRIMARY KEY,
    rec       INTEGER NOT NULL,
    opened_ms INTEGER NOT NULL,
    aid       BLOB,
    release   INTEGER,
    outcome   INTEGER
) STRICT;

-- What the backend must still learn. state: 0 pending, 1 sent, 2 dead.
CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY,
    sid           BLOB NOT NULL,
    kind          INTEGER NOT NULL,
    queued_ms     INTEGER NOT NULL,
    not_before_ms INTEGER NOT NULL,
    attempts      INTEGER NOT NULL DEFAULT 0,
    state         INTEGER NOT NULL DEFAULT 0,
    body          BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (state, kind, not_before_ms);

-- A hash chain of everything recorded.
CREATE TABLE audit (
    seq   INTEGER PRIMARY KEY,
    ts_ms INTEGER NOT NULL,
    event INTEGER NOT NULL,
    sid   BLOB,
    prev  BLOB NOT NULL,
    h     BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows do not change'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows are not deleted'); END;
