import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Which input an idempotency key stood for. Each table kept its keys and compared what it happened to know again, so that
 * another proof or another statement passed as a repetition; one table keeps a fingerprint of the whole input.
 */
export const actKeyMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE act_key (
        subject text NOT NULL,
        act text NOT NULL,
        idempotency_key text NOT NULL,
        fingerprint bytea NOT NULL,
        at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        PRIMARY KEY (subject, idempotency_key, act)
      );
      COMMENT ON TABLE act_key IS 'Append-only: what a caller asked for under an idempotency key, as a keyed fingerprint';
      COMMENT ON COLUMN act_key.subject IS 'Who chose the key: the subject of their token';
      COMMENT ON COLUMN act_key.act IS 'Name of the act, as the registry of acts has it';
      COMMENT ON COLUMN act_key.idempotency_key IS 'Chosen by the caller; holds no identity number';
      COMMENT ON COLUMN act_key.fingerprint IS 'HMAC-SHA-256 of the canonical input; equal exactly for equal inputs';
      COMMENT ON COLUMN act_key.at IS 'Instant of the act';
      COMMENT ON COLUMN act_key.division IS 'Where the act belongs';
      COMMENT ON COLUMN act_key.retention IS 'Class of retention';
      GRANT SELECT, INSERT ON act_key TO hedui_app;
    `.execute(db);
  },
};
