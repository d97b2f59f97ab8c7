import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What operators see of the sources and do about them, and answers that could not be read yet. */
export const sourceWatchMigration: Migration = {
  async up(db) {
    await sql`
      COMMENT ON COLUMN source_quota.source_id IS 'The line: a source, or the hub behind which several sources lie';
      COMMENT ON COLUMN source_slot.source_id IS 'The line: a source, or the hub behind which several sources lie';
      COMMENT ON COLUMN source_breaker.source_id IS 'The line: a source, or the hub behind which several sources lie';

      CREATE TABLE source_item (
        id uuid PRIMARY KEY,
        source_id text NOT NULL,
        institution text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('SILENT', 'FORMAT_CHANGED')),
        opened_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        times int NOT NULL CHECK (times >= 1),
        expected_at timestamptz,
        sample jsonb,
        closed_at timestamptz,
        CHECK ((kind = 'FORMAT_CHANGED') = (sample IS NOT NULL))
      );
      CREATE UNIQUE INDEX source_item_open ON source_item (source_id, institution, kind) WHERE closed_at IS NULL;
      COMMENT ON TABLE source_item IS 'One trouble of one answering body, once for all cases that it keeps waiting';
      COMMENT ON COLUMN source_item.last_at IS 'When the trouble showed last; times says how often';
      COMMENT ON COLUMN source_item.expected_at IS 'When the department says that it will be back';
      COMMENT ON COLUMN source_item.sample IS 'Names, types and lengths of the last answer that could not be read; never a value';

      CREATE TABLE source_event (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        item_id uuid NOT NULL REFERENCES source_item (id),
        act text NOT NULL CHECK (act IN ('OPENED', 'REMINDED', 'EXPECTED_TIME_SET', 'REPLAYED', 'CLOSED')),
        actor text NOT NULL,
        role text NOT NULL,
        check_id text NOT NULL,
        expected_at timestamptz,
        at timestamptz NOT NULL
      );
      CREATE INDEX source_event_by_item ON source_event (item_id, seq);
      COMMENT ON TABLE source_event IS 'What happened to an item and who did it, in order; never changed';

      CREATE TABLE unread_answer (
        id uuid PRIMARY KEY,
        source_id text NOT NULL,
        institution text NOT NULL,
        question_id uuid UNIQUE REFERENCES question (id),
        file_name text,
        raw_cipher bytea NOT NULL,
        received_at timestamptz NOT NULL,
        keep_until timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (source_id, institution, file_name),
        CHECK ((question_id IS NULL) <> (file_name IS NULL))
      );
      CREATE INDEX unread_answer_by_age ON unread_answer (keep_until);
      COMMENT ON TABLE unread_answer IS 'An answer that is not in the agreed form, until the adapter can read it or its time is over';
      COMMENT ON COLUMN unread_answer.file_name IS 'A whole file of an exchange, which answers many questions; else question_id';

      CREATE TABLE source_pulse (
        source_id text NOT NULL,
        institution text NOT NULL,
        last_asked_at timestamptz,
        last_answered_at timestamptz,
        PRIMARY KEY (source_id, institution)
      );
      COMMENT ON TABLE source_pulse IS 'When a body was last asked and last heard; gathered from progress, not written for each answer';

      CREATE TABLE source_watch (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        progress_seq bigint NOT NULL
      );
      INSERT INTO source_watch (progress_seq) SELECT coalesce(max(seq), 0) FROM progress;
      COMMENT ON TABLE source_watch IS 'How far progress has been read for source_pulse; one row, locked by whoever reads on';

      CREATE TABLE source_latency (
        source_id text NOT NULL,
        minute timestamptz NOT NULL,
        bucket smallint NOT NULL,
        count int NOT NULL CHECK (count >= 1),
        PRIMARY KEY (source_id, minute, bucket)
      );
      COMMENT ON TABLE source_latency IS 'Exchanges by how long they took; a bucket is a tenth longer than the one before';

      GRANT SELECT, INSERT ON source_item, source_event TO hedui_app;
      GRANT UPDATE (last_at, times, expected_at, sample, closed_at) ON source_item TO hedui_app;
      GRANT SELECT, INSERT, DELETE ON unread_answer TO hedui_app;
      GRANT SELECT, INSERT, UPDATE ON source_pulse TO hedui_app;
      GRANT SELECT, UPDATE ON source_watch TO hedui_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON source_latency TO hedui_app;
    `.execute(db);
  },
};
