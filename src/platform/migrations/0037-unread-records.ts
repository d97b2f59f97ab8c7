import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Records of an answer that could not be read: the others count, and these are told by kind and number. */
export const unreadRecordsMigration: Migration = {
  async up(db) {
    await sql`
      ALTER TABLE answer ADD COLUMN unread_records jsonb;
      COMMENT ON COLUMN answer.unread_records IS 'Records that could not be read and were set aside, by kind of fact with their number; null where all could';

      ALTER TABLE source_item
        DROP CONSTRAINT source_item_kind_check,
        ADD CONSTRAINT source_item_kind_check CHECK (kind IN ('SILENT', 'FORMAT_CHANGED', 'RECORDS_UNREAD')),
        DROP CONSTRAINT source_item_check,
        ADD CONSTRAINT source_item_check CHECK ((kind = 'SILENT') = (sample IS NULL));

      CREATE TABLE source_item_unread (
        item_id uuid NOT NULL REFERENCES source_item (id),
        fact text NOT NULL,
        records int NOT NULL CHECK (records >= 1),
        PRIMARY KEY (item_id, fact)
      );
      COMMENT ON TABLE source_item_unread IS 'How many records of each kind were set aside since the item was opened; never a value';
      COMMENT ON COLUMN source_item_unread.fact IS 'Kind of fact; empty for a kind of record that is not known';

      GRANT SELECT, INSERT ON source_item_unread TO hedui_app;
      GRANT UPDATE (records) ON source_item_unread TO hedui_app;
    `.execute(db);
  },
};
