import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Verifications, their questions and answers, the outbox, progress and reports. */
export const verificationMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE verification (
        id uuid PRIMARY KEY,
        application_id uuid NOT NULL REFERENCES application (id),
        household_version int NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('APPLICATION', 'REVERIFICATION', 'OBJECTION', 'SUPERVISION')),
        base_date date NOT NULL,
        base_date_given boolean NOT NULL,
        pack_id text NOT NULL,
        state text NOT NULL CHECK (state IN ('REQUESTED', 'ASKING', 'ISSUED_INCOMPLETE', 'ISSUED_COMPLETE', 'CANCELLED')),
        requested_by text NOT NULL,
        idempotency_key text NOT NULL,
        check_id text NOT NULL,
        deadline_at timestamptz NOT NULL,
        deadline_provisional boolean NOT NULL,
        settled_at timestamptz,
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (requested_by, idempotency_key)
      );
      CREATE INDEX verification_by_application ON verification (application_id, created_at, id);
      CREATE INDEX verification_open ON verification (deadline_at) WHERE state IN ('REQUESTED', 'ASKING');
      COMMENT ON COLUMN verification.deadline_at IS 'One budget for the whole check: at this instant the report is issued, complete or not';
      COMMENT ON COLUMN verification.check_id IS 'Follows the check through log, queue and source';

      CREATE TABLE question (
        id uuid PRIMARY KEY,
        verification_id uuid NOT NULL REFERENCES verification (id),
        person_id uuid NOT NULL REFERENCES person (id),
        source_id text NOT NULL,
        institution text NOT NULL,
        purpose text NOT NULL,
        base_date date NOT NULL,
        letter_id uuid REFERENCES letter (id),
        request_id text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('PLANNED', 'WAITING_QUOTA', 'WAITING_WINDOW', 'ASKED', 'SETTLED')),
        due_at timestamptz NOT NULL,
        due_provisional boolean NOT NULL,
        asked_at timestamptz,
        sent_at timestamptz,
        claimed_until timestamptz,
        attempts int NOT NULL DEFAULT 0,
        last_fault text,
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (verification_id, person_id, source_id, institution),
        CHECK (state <> 'ASKED' OR (asked_at IS NOT NULL AND letter_id IS NOT NULL))
      );
      CREATE INDEX question_to_send ON question (source_id, institution, created_at)
        WHERE state <> 'SETTLED' AND sent_at IS NULL;
      CREATE INDEX question_unsettled ON question (verification_id, due_at) WHERE state <> 'SETTLED';
      COMMENT ON TABLE question IS 'One question to one body about one person; committed before it leaves, the same on every retry';
      COMMENT ON COLUMN question.asked_at IS 'Committed before the question leaves';
      COMMENT ON COLUMN question.sent_at IS 'The question is known to have left; without it a crash fell in between and it is sent again under the same request id';
      COMMENT ON COLUMN question.claimed_until IS 'Nobody takes it before this instant: a worker has it in hand and renews while it lives, or it was set aside';
      COMMENT ON COLUMN question.institution IS 'The answering body where a source has many (a bank), else empty';

      CREATE TABLE answer (
        id uuid PRIMARY KEY,
        question_id uuid NOT NULL REFERENCES question (id),
        sequence int NOT NULL CHECK (sequence >= 1),
        origin text NOT NULL CHECK (origin IN ('SOURCE', 'GATEWAY')),
        kind text NOT NULL CHECK (kind IN ('HIT', 'NO_RECORD', 'NO_RESPONSE', 'PARTIAL', 'NOT_CONNECTED',
          'NOT_AUTHORISED', 'IDENTITY_MISMATCH', 'STALE')),
        territory text NOT NULL,
        period_from date,
        period_to date,
        data_date date,
        facts_cipher bytea,
        shape_version int NOT NULL,
        commitment bytea,
        late boolean NOT NULL,
        received_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (question_id, sequence),
        UNIQUE (question_id, origin),
        CHECK ((origin = 'SOURCE') = (commitment IS NOT NULL)),
        CHECK ((origin = 'GATEWAY') = (kind IN ('NO_RESPONSE', 'NOT_CONNECTED', 'NOT_AUTHORISED')))
      );
      COMMENT ON COLUMN answer.origin IS 'SOURCE: a department said it. GATEWAY: nobody said anything, and this is why';
      COMMENT ON COLUMN answer.commitment IS 'SHA-256 over 32 random bytes and the raw answer';

      CREATE TABLE answer_raw (
        answer_id uuid PRIMARY KEY REFERENCES answer (id),
        raw_cipher bytea NOT NULL,
        salt_cipher bytea NOT NULL
      );
      COMMENT ON TABLE answer_raw IS 'The answer as it arrived and the salt of its commitment; erased together';

      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        queue text NOT NULL,
        name text NOT NULL,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        dispatched_at timestamptz
      );
      CREATE INDEX outbox_waiting ON outbox (seq) WHERE dispatched_at IS NULL;
      CREATE INDEX outbox_done ON outbox (dispatched_at) WHERE dispatched_at IS NOT NULL;
      COMMENT ON TABLE outbox IS 'Work promised in the same transaction as the fact that asks for it; its id is the job id';

      CREATE TABLE progress (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        verification_id uuid NOT NULL REFERENCES verification (id),
        event text NOT NULL CHECK (event IN ('REQUESTED', 'PLANNED', 'WAITING_QUOTA', 'WAITING_WINDOW', 'ASKED',
          'ANSWERED', 'LATE_ANSWER', 'REPORT_ISSUED', 'CANCELLED')),
        source_id text,
        institution text,
        question_id uuid REFERENCES question (id),
        kind text,
        at timestamptz NOT NULL
      );
      CREATE INDEX progress_by_verification ON progress (verification_id, seq);
      COMMENT ON TABLE progress IS 'What a watcher sees, in order; a stream resumes after a seq';

      CREATE SEQUENCE report_serial;
      CREATE TABLE report (
        id uuid PRIMARY KEY,
        verification_id uuid NOT NULL REFERENCES verification (id),
        number text NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        completeness text NOT NULL CHECK (completeness IN ('COMPLETE', 'INCOMPLETE')),
        document_cipher bytea NOT NULL,
        document_sha256 bytea NOT NULL,
        shape_version int NOT NULL,
        issued_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (verification_id, version),
        UNIQUE (number, version)
      );
      COMMENT ON TABLE report IS 'Issued reports; a version never changes, a correction is the next one';

      GRANT USAGE ON SEQUENCE report_serial TO hedui_app;
      -- Whom a question is about, of whom it is asked and under which request id is written once.
      GRANT SELECT, INSERT ON verification, question, answer, progress, report TO hedui_app;
      GRANT UPDATE (state, settled_at, version) ON verification TO hedui_app;
      GRANT UPDATE (letter_id, state, asked_at, sent_at, claimed_until, attempts, last_fault, version)
        ON question TO hedui_app;
      GRANT SELECT, INSERT, DELETE ON answer_raw TO hedui_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO hedui_app;
    `.execute(db);
  },
};
