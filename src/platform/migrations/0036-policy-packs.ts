import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Offices load their own rule packs. What was loaded is kept as the bytes that its digest covers, and is never changed:
 * the database itself refuses other bytes, and the application may only read and add.
 */
export const policyPacksMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE policy_pack (
        sha256 text PRIMARY KEY,
        id text NOT NULL UNIQUE,
        region text NOT NULL,
        residence text NOT NULL CHECK (residence IN ('URBAN', 'RURAL', 'ANY')),
        content text NOT NULL,
        loaded_by text NOT NULL,
        confirmed_by text NOT NULL,
        loaded_at timestamptz NOT NULL,
        source_file text NOT NULL,
        CHECK (loaded_by <> confirmed_by),
        CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
      );
      COMMENT ON TABLE policy_pack IS 'Rule packs that the office has loaded, beside those of the release; only added to';
      COMMENT ON COLUMN policy_pack.sha256 IS 'SHA-256 of the content, hex; reports record it';
      COMMENT ON COLUMN policy_pack.id IS 'Id of the pack, by which checks and reports name it';
      COMMENT ON COLUMN policy_pack.region IS 'GB/T 2260 code of the division for which it is; 100000 is the nation';
      COMMENT ON COLUMN policy_pack.residence IS 'For urban or rural residents, or any';
      COMMENT ON COLUMN policy_pack.content IS 'The whole pack with all that it inherits, as canonical JSON';
      COMMENT ON COLUMN policy_pack.loaded_by IS 'Subject of the person who loaded it';
      COMMENT ON COLUMN policy_pack.confirmed_by IS 'Subject of the second person, who compared it with the document';
      COMMENT ON COLUMN policy_pack.loaded_at IS 'When it was loaded';
      COMMENT ON COLUMN policy_pack.source_file IS 'Name of the file that it was read from, without its folder';
      GRANT SELECT, INSERT ON policy_pack TO hedui_app;
    `.execute(db);
  },
};
