import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What waits for somebody: tasks, alerts, reminders and flags in one table, so that there is one list of work. */
export const workItemMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE work_item (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('TASK', 'ALERT', 'REMINDER', 'FLAG')),
        origin text NOT NULL CHECK (origin IN ('CASE', 'CHANGE', 'LATE_ANSWER', 'OBJECTION', 'NIGHT', 'PUBLIC')),
        reason text NOT NULL CHECK (reason ~ '^[A-Z][A-Z0-9_]{1,59}$'),
        application_id uuid REFERENCES application (id),
        subject_kind text NOT NULL CHECK (subject_kind ~ '^[A-Z][A-Z0-9_]{1,59}$'),
        subject_id uuid NOT NULL,
        owner text,
        assigned_by text,
        assigned_at timestamptz,
        due_at timestamptz,
        due_provisional boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('OPEN', 'SETTLED', 'LAPSED')),
        opened_by text NOT NULL,
        opened_at timestamptz NOT NULL,
        settled_by text,
        settled_at timestamptz,
        settlement text CHECK (settlement ~ '^[A-Z][A-Z0-9_]{1,59}$'),
        changed_at timestamptz NOT NULL,
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        CHECK (num_nonnulls(assigned_by, assigned_at) IN (0, 2)),
        CHECK ((state = 'OPEN') = (settled_at IS NULL)),
        CHECK (num_nonnulls(settled_by, settled_at, settlement) IN (0, 3)),
        CHECK (due_at IS NOT NULL OR NOT due_provisional)
      );
      CREATE UNIQUE INDEX work_item_open_once ON work_item (application_id, kind, reason, subject_id)
        NULLS NOT DISTINCT WHERE state = 'OPEN';
      CREATE INDEX work_item_by_due ON work_item (state, (COALESCE(due_at, 'infinity'::timestamptz)), id);
      CREATE INDEX work_item_by_change ON work_item (changed_at);
      CREATE INDEX work_item_by_application ON work_item (application_id, opened_at);
      COMMENT ON TABLE work_item IS 'Codes and ids only: no name, number, amount or text has a place here';
      COMMENT ON COLUMN work_item.reason IS 'Why it was opened and what is to be done: a code of src/work-items/reasons.ts';
      COMMENT ON COLUMN work_item.application_id IS 'The case; null where the work concerns a place and no case';
      COMMENT ON COLUMN work_item.subject_id IS 'The row that the work is about: a check, a decision; of one reason there is one open item for it';
      COMMENT ON COLUMN work_item.owner IS 'Subject of the person who is to do it; null: anybody of the place whose role allows it';
      COMMENT ON COLUMN work_item.due_provisional IS 'Counts days for which no holiday notice has been published';
      COMMENT ON COLUMN work_item.state IS 'LAPSED: what it was about no longer waits, and no person settled it';
      COMMENT ON COLUMN work_item.settlement IS 'How it ended: a code of src/work-items/work-item.ts';
      COMMENT ON COLUMN work_item.changed_at IS 'When it was opened, assigned or settled last; watchers read by it';

      GRANT SELECT, INSERT ON work_item TO hedui_app;
      GRANT UPDATE (owner, assigned_by, assigned_at, state, settled_by, settled_at, settlement, changed_at, version)
        ON work_item TO hedui_app;
    `.execute(db);
  },
};
