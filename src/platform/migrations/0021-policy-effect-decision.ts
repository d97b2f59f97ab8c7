import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a person decided on a list of what a policy pack does. */
export const policyEffectDecisionMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE policy_effect_decision (
        effect_id uuid PRIMARY KEY REFERENCES policy_effect (id),
        verdict text NOT NULL CHECK (verdict IN ('ADOPTED', 'SET_ASIDE')),
        reasons_cipher bytea NOT NULL,
        covered int NOT NULL CHECK (covered >= 0),
        decided_by text NOT NULL,
        decided_at timestamptz NOT NULL,
        idempotency_key text NOT NULL,
        check_id text NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (decided_by, idempotency_key)
      );
      COMMENT ON TABLE policy_effect_decision IS 'One decision on one list; never changed. No aid changes by it';
      COMMENT ON COLUMN policy_effect_decision.covered IS 'Cases that move on evidence that is not stale';

      GRANT SELECT, INSERT ON policy_effect_decision TO hedui_app;
    `.execute(db);
  },
};
