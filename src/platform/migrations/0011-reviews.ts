import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The second pair of eyes on a report version, and what it says of its doubts. */
export const reviewMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE report_review (
        id uuid PRIMARY KEY,
        report_id uuid NOT NULL UNIQUE REFERENCES report (id),
        verification_id uuid NOT NULL REFERENCES verification (id),
        application_id uuid NOT NULL REFERENCES application (id),
        verdict text NOT NULL CHECK (verdict IN ('APPROVED', 'SENT_BACK')),
        content_cipher bytea NOT NULL,
        shape_version int NOT NULL,
        unrelated boolean NOT NULL,
        reviewed_by text NOT NULL,
        idempotency_key text NOT NULL,
        reviewed_at timestamptz NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (reviewed_by, idempotency_key)
      );
      CREATE INDEX report_review_by_application ON report_review (application_id, reviewed_at);
      COMMENT ON TABLE report_review IS 'A second person has looked at one version of a report: one review for a version, never changed';
      COMMENT ON COLUMN report_review.content_cipher IS 'Sealed: the remark, or why it was sent back';
      COMMENT ON COLUMN report_review.unrelated IS 'The reviewer states not to be related to the applicant; a must where the case is filed as a staff relative''s';

      CREATE TABLE doubt_override (
        id uuid PRIMARY KEY,
        review_id uuid NOT NULL REFERENCES report_review (id),
        doubt int NOT NULL CHECK (doubt >= 0),
        content_cipher bytea NOT NULL,
        proof_cipher bytea NOT NULL,
        proof_media_type text NOT NULL,
        shape_version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (review_id, doubt)
      );
      COMMENT ON TABLE doubt_override IS 'Why a doubt of the version does not stand, with the proof; the document itself stays as it is';
      COMMENT ON COLUMN doubt_override.doubt IS 'Position among the doubts of the document, from 0';
      COMMENT ON COLUMN doubt_override.content_cipher IS 'Sealed: the doubt in its own words, and the reason';

      GRANT SELECT, INSERT ON report_review, doubt_override TO hedui_app;
    `.execute(db);
  },
};
