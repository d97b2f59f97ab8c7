import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Objections 异议 to a report, and the proof attached to them. */
export const objectionMigration: Migration = {
  async up(db) {
    await sql`
      CREATE SEQUENCE objection_serial;
      CREATE TABLE objection (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        application_id uuid NOT NULL REFERENCES application (id),
        verification_id uuid NOT NULL REFERENCES verification (id),
        report_id uuid NOT NULL REFERENCES report (id),
        subject text NOT NULL CHECK (subject IN ('FACT', 'ANSWER', 'INDICATOR')),
        person_id uuid REFERENCES person (id),
        source_id text,
        institution text NOT NULL,
        content_cipher bytea NOT NULL,
        filed_by text NOT NULL,
        idempotency_key text NOT NULL,
        filed_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        due_provisional boolean NOT NULL,
        asked_again uuid REFERENCES verification (id),
        state text NOT NULL CHECK (state IN ('OPEN', 'SETTLED')),
        outcome text CHECK (outcome IN ('SOURCE_CORRECTED', 'NOT_THIS_PERSON', 'EXPLAINED', 'UPHELD')),
        settlement_cipher bytea,
        settled_by text,
        settled_at timestamptz,
        settled_report_id uuid REFERENCES report (id),
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (filed_by, idempotency_key),
        CHECK ((subject = 'INDICATOR') = (source_id IS NULL)),
        CHECK ((state = 'SETTLED') = (outcome IS NOT NULL)),
        CHECK (num_nonnulls(outcome, settlement_cipher, settled_by, settled_at) IN (0, 4)),
        CHECK (settled_report_id IS NULL OR outcome IS NOT NULL),
        CHECK (settled_by <> filed_by)
      );
      CREATE INDEX objection_by_application ON objection (application_id, filed_at, id);
      CREATE INDEX objection_open ON objection (due_at) WHERE state = 'OPEN';
      COMMENT ON TABLE objection IS 'What somebody holds to be wrong in a report, and how it was settled';
      COMMENT ON COLUMN objection.report_id IS 'The version that it speaks of; settled_report_id is the version in which it ended';
      COMMENT ON COLUMN objection.content_cipher IS 'Sealed: key of the fact, answer or indicator, what the report said there, and why it is wrong';
      COMMENT ON COLUMN objection.due_at IS 'By the policy pack of the check: working days from the filing';
      COMMENT ON COLUMN objection.asked_again IS 'The lookup by which the source was asked once more';
      COMMENT ON COLUMN objection.settled_by IS 'Neither who filed it, nor who requested the check, nor who reviewed the version';

      CREATE TABLE contest_proof (
        id uuid PRIMARY KEY,
        objection_id uuid REFERENCES objection (id),
        media_type text NOT NULL,
        proof_cipher bytea NOT NULL,
        handed_in_on date NOT NULL,
        added_by text NOT NULL,
        added_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        CONSTRAINT contest_proof_of_one CHECK (num_nonnulls(objection_id) = 1)
      );
      CREATE INDEX contest_proof_by_objection ON contest_proof (objection_id, added_at, id);
      COMMENT ON TABLE contest_proof IS 'Papers handed in for what is contested, sealed; never changed';

      GRANT USAGE ON SEQUENCE objection_serial TO hedui_app;
      GRANT SELECT, INSERT ON objection, contest_proof TO hedui_app;
      GRANT UPDATE (asked_again, state, outcome, settlement_cipher, settled_by, settled_at, settled_report_id, version)
        ON objection TO hedui_app;
    `.execute(db);
  },
};
