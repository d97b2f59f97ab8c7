import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is decided of a case, and the steps outside this house by which the clocks of the law run. */
export const decisionMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE case_step (
        id uuid PRIMARY KEY,
        application_id uuid NOT NULL REFERENCES application (id),
        kind text NOT NULL CHECK (kind IN ('SURVEY_STARTED', 'SURVEY_DONE', 'HOME_VISITED', 'MATERIALS_MISSING',
          'MATERIALS_RECEIVED', 'CHECK_REFERRED', 'FILE_RECEIVED', 'TERM_EXTENDED', 'PUBLICITY_BEGUN',
          'PUBLICITY_ENDED', 'FINAL_PUBLICITY_BEGUN', 'FINAL_PUBLICITY_ENDED', 'NOTICE_DELIVERED')),
        happened_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        idempotency_key text NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (recorded_by, idempotency_key),
        CHECK (happened_at <= recorded_at)
      );
      CREATE INDEX case_step_by_application ON case_step (application_id, happened_at, recorded_at);
      COMMENT ON TABLE case_step IS 'A step of the procedure, as a fact with its time; the clocks are a function of these';

      CREATE SEQUENCE decision_serial;
      CREATE TABLE decision (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        application_id uuid NOT NULL REFERENCES application (id),
        verification_id uuid NOT NULL REFERENCES verification (id),
        report_id uuid NOT NULL UNIQUE REFERENCES report (id),
        sequence int NOT NULL CHECK (sequence >= 1),
        kind text NOT NULL CHECK (kind IN ('APPROVED', 'REFUSED', 'AMOUNT_CHANGED', 'GRACE_PERIOD', 'STOPPED')),
        recheck text CHECK (recheck IN ('LASTING', 'STABLE', 'UNSTEADY')),
        content_cipher bytea NOT NULL,
        notice_cipher bytea NOT NULL,
        notice_sha256 bytea NOT NULL,
        shape_version int NOT NULL,
        decided_by text NOT NULL,
        decided_at timestamptz NOT NULL,
        idempotency_key text NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (application_id, sequence),
        UNIQUE (decided_by, idempotency_key)
      );
      COMMENT ON TABLE decision IS 'What people decided on one reviewed version of a report; never changed, a correction is the next one';
      COMMENT ON COLUMN decision.report_id IS 'One decision for a version: of two officers at once one decides';
      COMMENT ON COLUMN decision.content_cipher IS 'Sealed: reasons, grounds, amount, and the days from and until which it holds';
      COMMENT ON COLUMN decision.notice_cipher IS 'Sealed: the written notice as it was made; notice_sha256 is of its canonical bytes';

      GRANT USAGE ON SEQUENCE decision_serial TO hedui_app;
      GRANT SELECT, INSERT ON case_step, decision TO hedui_app;
    `.execute(db);
  },
};
