import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A policy officer enters a value and a second one confirms it; the pack's next edition carries it. Both are rows that are
 * only added, so that what was entered and what was confirmed stay what they were.
 */
export const policyValuesMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE policy_value (
        id uuid PRIMARY KEY,
        pack_id text NOT NULL,
        rule text NOT NULL,
        content text NOT NULL,
        effective_from date NOT NULL,
        document text NOT NULL,
        document_number text NOT NULL,
        article text NOT NULL,
        scan_cipher bytea,
        scan_media_type text,
        entered_by text NOT NULL,
        entered_at timestamptz NOT NULL,
        division text NOT NULL
      );
      COMMENT ON TABLE policy_value IS 'Values of rule packs that policy officers entered; by themselves they change nothing';
      COMMENT ON COLUMN policy_value.pack_id IS 'Pack whose next edition is to carry the value';
      COMMENT ON COLUMN policy_value.rule IS 'Name of the rule, as in a policy file';
      COMMENT ON COLUMN policy_value.content IS 'The value as JSON; amounts in whole fen';
      COMMENT ON COLUMN policy_value.effective_from IS 'First day on which it holds';
      COMMENT ON COLUMN policy_value.document IS 'Title of the document';
      COMMENT ON COLUMN policy_value.document_number IS 'Number of the document';
      COMMENT ON COLUMN policy_value.article IS 'Place in the document';
      COMMENT ON COLUMN policy_value.scan_cipher IS 'The document as a picture, sealed; null where none was handed in';
      COMMENT ON COLUMN policy_value.scan_media_type IS 'Kind of the picture';
      COMMENT ON COLUMN policy_value.entered_by IS 'Subject of the officer';
      COMMENT ON COLUMN policy_value.entered_at IS 'When it was entered';
      COMMENT ON COLUMN policy_value.division IS 'Division of the pack';
      CREATE TABLE policy_value_confirmation (
        value_id uuid PRIMARY KEY REFERENCES policy_value,
        confirmed_by text NOT NULL,
        confirmed_at timestamptz NOT NULL,
        pack_sha256 text NOT NULL REFERENCES policy_pack
      );
      COMMENT ON TABLE policy_value_confirmation IS 'Confirmations by a second officer, each with the edition that carries the value';
      COMMENT ON COLUMN policy_value_confirmation.value_id IS 'The value that was entered';
      COMMENT ON COLUMN policy_value_confirmation.confirmed_by IS 'Subject of the second officer';
      COMMENT ON COLUMN policy_value_confirmation.confirmed_at IS 'When it was confirmed';
      COMMENT ON COLUMN policy_value_confirmation.pack_sha256 IS 'Edition of the pack that carries it';
      GRANT SELECT, INSERT ON policy_value, policy_value_confirmation TO hedui_app;
    `.execute(db);
  },
};
