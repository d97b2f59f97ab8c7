import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Disputes about a stolen identity or a false death, and the correction tickets 校核 that the office sends for them. */
export const disputeMigration: Migration = {
  async up(db) {
    await sql`
      CREATE SEQUENCE dispute_serial;
      CREATE TABLE identity_dispute (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        application_id uuid NOT NULL REFERENCES application (id),
        person_id uuid NOT NULL REFERENCES person (id),
        kind text NOT NULL CHECK (kind IN ('STOLEN_IDENTITY', 'FALSE_DEATH')),
        content_cipher bytea NOT NULL,
        opened_by text NOT NULL,
        idempotency_key text NOT NULL,
        opened_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        due_provisional boolean NOT NULL,
        life_cipher bytea,
        life_confirmed_by text,
        life_confirmed_at timestamptz,
        state text NOT NULL CHECK (state IN ('OPEN', 'SETTLED')),
        outcome text CHECK (outcome IN ('CONFIRMED', 'NOT_CONFIRMED')),
        settlement_cipher bytea,
        settled_by text,
        settled_at timestamptz,
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (opened_by, idempotency_key),
        CHECK ((state = 'SETTLED') = (outcome IS NOT NULL)),
        CHECK (num_nonnulls(outcome, settlement_cipher, settled_by, settled_at) IN (0, 4)),
        CHECK (num_nonnulls(life_cipher, life_confirmed_by, life_confirmed_at) IN (0, 3)),
        CHECK (kind = 'FALSE_DEATH' OR life_cipher IS NULL),
        CHECK (settled_by <> opened_by)
      );
      CREATE UNIQUE INDEX dispute_one_open ON identity_dispute (application_id, person_id, kind) WHERE state = 'OPEN';
      CREATE INDEX dispute_by_application ON identity_dispute (application_id, opened_at, id);
      COMMENT ON TABLE identity_dispute IS 'One wrong entry from which several facts about a person stem; while it is open aid is neither stopped nor reduced';
      COMMENT ON COLUMN identity_dispute.content_cipher IS 'Sealed: the root, what registers say, and why it is wrong';
      COMMENT ON COLUMN identity_dispute.life_cipher IS 'Sealed: how a person was seen to be alive; from then on the entry of death is set aside';

      ALTER TABLE contest_proof
        ADD COLUMN dispute_id uuid REFERENCES identity_dispute (id),
        DROP CONSTRAINT contest_proof_of_one,
        ADD CONSTRAINT contest_proof_of_one CHECK (num_nonnulls(objection_id, dispute_id) = 1);
      CREATE INDEX contest_proof_by_dispute ON contest_proof (dispute_id, added_at, id);

      CREATE SEQUENCE correction_serial;
      CREATE TABLE correction_ticket (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        dispute_id uuid NOT NULL REFERENCES identity_dispute (id),
        source_id text NOT NULL,
        document_cipher bytea NOT NULL,
        document_sha256 bytea NOT NULL,
        sent_by text NOT NULL,
        sent_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        due_provisional boolean NOT NULL,
        answer text CHECK (answer IN ('CORRECTED', 'REFUSED')),
        answer_cipher bytea,
        answered_on date,
        answer_recorded_by text,
        answer_recorded_at timestamptz,
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (dispute_id, source_id),
        CHECK (num_nonnulls(answer, answer_cipher, answered_on, answer_recorded_by, answer_recorded_at) IN (0, 5))
      );
      COMMENT ON TABLE correction_ticket IS 'What the office asks a department to correct; handed over on paper, as no department has a line for it';
      COMMENT ON COLUMN correction_ticket.document_cipher IS 'Sealed: the ticket as it was handed over';
      COMMENT ON COLUMN correction_ticket.answer_cipher IS 'Sealed: what the department answered, as an officer recorded it';

      GRANT USAGE ON SEQUENCE dispute_serial, correction_serial TO hedui_app;
      GRANT SELECT, INSERT ON identity_dispute, correction_ticket TO hedui_app;
      GRANT UPDATE (life_cipher, life_confirmed_by, life_confirmed_at, state, outcome, settlement_cipher, settled_by,
        settled_at, version) ON identity_dispute TO hedui_app;
      GRANT UPDATE (answer, answer_cipher, answered_on, answer_recorded_by, answer_recorded_at, version)
        ON correction_ticket TO hedui_app;
    `.execute(db);
  },
};
