-- The registry. Written for PostgreSQL; dialect.rs says it in SQLite's words.
-- citizen: 16-byte pseudonym, first in every key, so that rows of one person live together.
-- *_enc: sealed by the program. Times: seconds since 1970. Days: YYYY-MM-DD in Rome.

CREATE TABLE card (
  citizen BYTEA NOT NULL,
  card_h BYTEA NOT NULL,
  issuer TEXT NOT NULL,
  last4 TEXT,
  status TEXT NOT NULL,
  not_after TEXT NOT NULL,
  activated_on TEXT,
  activation_mode TEXT,
  birth_date_enc BYTEA NOT NULL,
  has_chip BIGINT NOT NULL,
  assistance BIGINT NOT NULL,
  cert_enc BYTEA NOT NULL,
  PRIMARY KEY (citizen, card_h)
);

-- A citizen has at most one active card, whatever a program believes.
CREATE UNIQUE INDEX one_active ON card (citizen) WHERE status = 'active';
-- The partial index alone would make every lock of a citizen a scan of the table.
CREATE INDEX card_by_citizen ON card (citizen);

CREATE TABLE activation (
  citizen BYTEA NOT NULL,
  aid BYTEA NOT NULL,
  new_card_h BYTEA NOT NULL,
  old_card_h BYTEA NOT NULL,
  state TEXT NOT NULL,
  epoch BYTEA,
  releases BIGINT NOT NULL,
  unresolved BIGINT NOT NULL,
  mode BIGINT NOT NULL,
  receipt_code TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (citizen, aid),
  UNIQUE (citizen, new_card_h),
  FOREIGN KEY (citizen, new_card_h) REFERENCES card (citizen, card_h),
  FOREIGN KEY (citizen, old_card_h) REFERENCES card (citizen, card_h)
);

CREATE TABLE session (
  citizen BYTEA NOT NULL,
  sid BYTEA NOT NULL,
  kiosk BYTEA NOT NULL,
  state TEXT NOT NULL,
  flow TEXT NOT NULL,
  nonce BYTEA NOT NULL,
  ek BYTEA NOT NULL,
  consent BYTEA NOT NULL,
  body_fp BYTEA NOT NULL,
  first_card_h BYTEA NOT NULL,
  aid BYTEA,
  proof_nonce BYTEA,
  proof_mode BIGINT,
  proof_release BIGINT,
  denied TEXT,
  stopped BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (citizen, sid)
);

CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE release (
  citizen BYTEA NOT NULL,
  aid BYTEA NOT NULL,
  release_no BIGINT NOT NULL,
  sid BYTEA NOT NULL,
  kiosk BYTEA NOT NULL,
  verb TEXT NOT NULL,
  mode BIGINT NOT NULL,
  sealed TEXT,
  sealed_until BIGINT NOT NULL,
  released_at BIGINT NOT NULL,
  resolution TEXT NOT NULL,
  PRIMARY KEY (citizen, aid, release_no),
  FOREIGN KEY (citizen, aid) REFERENCES activation (citizen, aid)
);

CREATE TABLE evidence (
  citizen BYTEA NOT NULL,
  aid BYTEA NOT NULL,
  sid BYTEA NOT NULL,
  kind TEXT NOT NULL,
  card_h BYTEA NOT NULL,
  statement BYTEA NOT NULL,
  sig BYTEA NOT NULL,
  cert_enc BYTEA NOT NULL,
  crl_number BIGINT,
  at BIGINT NOT NULL,
  PRIMARY KEY (citizen, aid, sid, kind),
  FOREIGN KEY (citizen, aid) REFERENCES activation (citizen, aid)
);

CREATE TABLE job (
  citizen BYTEA NOT NULL,
  aid BYTEA NOT NULL,
  kind TEXT NOT NULL,
  card_h BYTEA NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  PRIMARY KEY (citizen, aid, kind),
  FOREIGN KEY (citizen, aid) REFERENCES activation (citizen, aid)
);

CREATE INDEX job_by_time ON job (kind, state, run_at);

-- From other names to the citizen.
CREATE TABLE card_lookup (
  card_h BYTEA PRIMARY KEY,
  citizen BYTEA NOT NULL
);

CREATE TABLE session_lookup (
  sid BYTEA PRIMARY KEY,
  citizen BYTEA NOT NULL
);

CREATE TABLE activation_lookup (
  aid BYTEA PRIMARY KEY,
  citizen BYTEA NOT NULL
);

CREATE TABLE receipt_lookup (
  receipt_code TEXT PRIMARY KEY,
  citizen BYTEA NOT NULL
);

-- The audit chain, one for each sixteenth of the citizens, so that its head is no bottleneck.
CREATE TABLE audit (
  shard BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  prev BYTEA NOT NULL,
  h BYTEA NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (shard, seq)
);

CREATE TABLE idem (
  kiosk BYTEA NOT NULL,
  key BYTEA NOT NULL,
  fp BYTEA NOT NULL,
  status BIGINT,
  body BYTEA,
  at BIGINT NOT NULL,
  PRIMARY KEY (kiosk, key)
);

CREATE TABLE kiosk (
  id BYTEA PRIMARY KEY,
  asset_tag TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL,
  totem TEXT NOT NULL,
  enabled BIGINT NOT NULL,
  code_h BYTEA NOT NULL UNIQUE,
  code_until BIGINT NOT NULL,
  enrolment BYTEA UNIQUE,
  csr BYTEA,
  fingerprint TEXT,
  certificate BYTEA
);
