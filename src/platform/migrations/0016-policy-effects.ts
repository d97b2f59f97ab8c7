import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lists of what a policy pack does to the cases that it governs. */
export const policyEffectMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE policy_effect (
        id uuid PRIMARY KEY,
        pack_id text NOT NULL,
        pack_sha256 text NOT NULL,
        as_of date NOT NULL,
        drawn_up_by text NOT NULL,
        drawn_up_at timestamptz NOT NULL,
        check_id text NOT NULL,
        tally jsonb NOT NULL,
        division text NOT NULL,
        retention text NOT NULL
      );
      CREATE INDEX policy_effect_newest ON policy_effect (drawn_up_at DESC, id);
      COMMENT ON TABLE policy_effect IS 'One list, drawn up when a pack takes effect, for one decision; never changed, a later list stands beside it';
      COMMENT ON COLUMN policy_effect.as_of IS 'As of this day evidence is called stale';
      COMMENT ON COLUMN policy_effect.tally IS 'Numbers of cases by where they stood and would stand; nothing of anybody';
      COMMENT ON COLUMN policy_effect.division IS 'Division of the pack';

      CREATE TABLE policy_effect_case (
        effect_id uuid NOT NULL REFERENCES policy_effect (id) DEFERRABLE INITIALLY DEFERRED,
        application_id uuid NOT NULL REFERENCES application (id),
        position int NOT NULL CHECK (position >= 1),
        verification_id uuid REFERENCES verification (id),
        outcome text NOT NULL CHECK (outcome IN ('MOVED', 'UNMOVED', 'NO_REPORT', 'NOT_REPLAYED')),
        stale boolean NOT NULL,
        reason text,
        details_cipher bytea,
        division text NOT NULL,
        retention text NOT NULL,
        PRIMARY KEY (effect_id, position),
        UNIQUE (effect_id, application_id),
        CHECK ((outcome = 'NOT_REPLAYED') = (reason IS NOT NULL)),
        CHECK ((outcome IN ('MOVED', 'UNMOVED')) = (details_cipher IS NOT NULL))
      );
      COMMENT ON TABLE policy_effect_case IS 'A case on such a list; it changes nothing for the family';
      COMMENT ON COLUMN policy_effect_case.details_cipher IS 'Sealed: standing before and after, and sources whose evidence is stale';
      COMMENT ON COLUMN policy_effect_case.effect_id IS 'Written after its cases, in their transaction, when they are counted';

      GRANT SELECT, INSERT ON policy_effect, policy_effect_case TO hedui_app;
    `.execute(db);
  },
};
