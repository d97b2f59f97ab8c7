import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People, households in versions, applications, declared items and signed letters. */
export const casesMigration: Migration = {
  async up(db) {
    await sql`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        certificate_type text NOT NULL CHECK (certificate_type IN
          ('CITIZEN_NUMBER', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE', 'NONE')),
        certificate_blind bytea UNIQUE,
        certificate_cipher bytea NOT NULL,
        shape_version int NOT NULL,
        division text NOT NULL CHECK (division ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$'),
        retention text NOT NULL,
        created_at timestamptz NOT NULL,
        CHECK ((certificate_type = 'NONE') = (certificate_blind IS NULL))
      );
      COMMENT ON TABLE person IS 'One person, known by a stable random id; never deleted by a case, only by retention';
      COMMENT ON COLUMN person.certificate_blind IS 'Keyed HMAC of type and normalised number: finds a person without revealing the number';
      COMMENT ON COLUMN person.certificate_cipher IS 'Sealed certificate number';

      CREATE TABLE household (
        id uuid PRIMARY KEY,
        division text NOT NULL,
        retention text NOT NULL,
        created_at timestamptz NOT NULL
      );
      COMMENT ON TABLE household IS 'A family living together (shared livelihood); its members are in versions';

      CREATE TABLE household_version (
        household_id uuid NOT NULL REFERENCES household (id),
        number int NOT NULL CHECK (number >= 1),
        reason text NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (household_id, number)
      );
      COMMENT ON TABLE household_version IS 'A change of members is a new version; a version never changes';

      CREATE TABLE household_member (
        id uuid PRIMARY KEY,
        household_id uuid NOT NULL,
        household_version int NOT NULL,
        position int NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id),
        role text NOT NULL CHECK (role IN ('MEMBER', 'OBLIGOR')),
        relation text NOT NULL CHECK (relation ~ '^[0-9]{2}$'),
        details_cipher bytea NOT NULL,
        lives_together boolean NOT NULL,
        guardian_person_id uuid REFERENCES person (id),
        shape_version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        FOREIGN KEY (household_id, household_version) REFERENCES household_version (household_id, number),
        UNIQUE (household_id, household_version, person_id),
        UNIQUE (household_id, household_version, position)
      );
      COMMENT ON COLUMN household_member.role IS 'MEMBER of the household, or support OBLIGOR outside it';
      COMMENT ON COLUMN household_member.relation IS 'GB/T 4761 code, relation to the applicant';
      COMMENT ON COLUMN household_member.details_cipher IS 'Sealed: name as declared in this version, birth where the certificate does not tell it, circumstance and capacity';

      CREATE SEQUENCE application_serial;
      CREATE TABLE application (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        category text NOT NULL CHECK (category IN
          ('MINIMUM_LIVING', 'EXTREME_POVERTY', 'DISASTER_RELIEF', 'MEDICAL_AID', 'TEMPORARY_AID',
          'SEVERE_DISABILITY', 'MULTIPLE_DISABILITY', 'CHARITY_AID', 'MINIMUM_LIVING_EDGE', 'EDUCATION_AID',
          'HOUSING_AID', 'EMPLOYMENT_AID', 'POVERTY_RETURN_RISK', 'JUDICIAL_AID', 'WORKER_IN_DIFFICULTY',
          'EXPENDITURE_POVERTY', 'OTHER')),
        household_id uuid NOT NULL,
        household_version int NOT NULL,
        applicant_person_id uuid NOT NULL REFERENCES person (id),
        unit text NOT NULL CHECK (unit IN ('HOUSEHOLD', 'SINGLE_PERSON')),
        aid_person_id uuid REFERENCES person (id),
        residence text NOT NULL CHECK (residence IN ('URBAN', 'RURAL')),
        delegated boolean NOT NULL,
        staff_relative boolean NOT NULL,
        accepted_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('ACCEPTED', 'WITHDRAWN', 'CLOSED')),
        registered_by text NOT NULL,
        idempotency_key text,
        version int NOT NULL,
        division text NOT NULL CHECK (division ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$'),
        retention text NOT NULL,
        created_at timestamptz NOT NULL,
        FOREIGN KEY (household_id, household_version) REFERENCES household_version (household_id, number),
        UNIQUE (registered_by, idempotency_key),
        CHECK ((unit = 'SINGLE_PERSON') = (aid_person_id IS NOT NULL))
      );
      CREATE INDEX application_newest ON application (created_at DESC, id DESC);
      CREATE INDEX application_by_division ON application (division, created_at, id);
      COMMENT ON COLUMN application.accepted_at IS 'Acceptance: the clocks of the law start here';
      COMMENT ON COLUMN application.delegated IS 'The power to confirm is delegated to the township';
      COMMENT ON COLUMN application.staff_relative IS 'Near relative of staff: filed separately, home visit is a must';
      COMMENT ON COLUMN application.unit IS 'Unit of aid; it may be smaller than the household checked';

      CREATE TABLE declared_item (
        id uuid PRIMARY KEY,
        application_id uuid NOT NULL REFERENCES application (id),
        position int NOT NULL,
        person_id uuid REFERENCES person (id),
        kind text NOT NULL CHECK (kind IN
          ('INCOME', 'JOB_COST', 'RIGID_EXPENDITURE', 'HOME', 'VEHICLE', 'FINANCIAL_ASSET')),
        content_cipher bytea NOT NULL,
        shape_version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (application_id, position)
      );
      COMMENT ON COLUMN declared_item.content_cipher IS 'Sealed item as declared on the form; amounts in fen';

      CREATE TABLE letter (
        id uuid PRIMARY KEY,
        application_id uuid NOT NULL REFERENCES application (id),
        household_id uuid NOT NULL,
        household_version int NOT NULL,
        letter_number text NOT NULL UNIQUE,
        signed_on date NOT NULL,
        ended_at timestamptz,
        ended_reason text,
        scan_cipher bytea,
        scan_media_type text,
        recorded_by text NOT NULL,
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        created_at timestamptz NOT NULL,
        FOREIGN KEY (household_id, household_version) REFERENCES household_version (household_id, number),
        CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
        CHECK ((scan_cipher IS NULL) = (scan_media_type IS NULL))
      );
      CREATE INDEX letter_by_application ON letter (application_id);
      COMMENT ON TABLE letter IS 'A signed authorisation letter: valid from signing until it ends with the case or the household changes';
      COMMENT ON COLUMN letter.letter_number IS 'The number printed in boxes on the paper form';

      CREATE TABLE letter_grant (
        id uuid PRIMARY KEY,
        letter_id uuid NOT NULL REFERENCES letter (id),
        person_id uuid NOT NULL REFERENCES person (id),
        signed_by_person_id uuid NOT NULL REFERENCES person (id),
        signed_as text NOT NULL CHECK (signed_as IN ('SELF', 'GUARDIAN')),
        signed_on date NOT NULL,
        sources text[] NOT NULL CHECK (cardinality(sources) > 0),
        purposes text[] NOT NULL CHECK (cardinality(purposes) > 0),
        withdrawn_at timestamptz,
        version int NOT NULL,
        division text NOT NULL,
        retention text NOT NULL,
        UNIQUE (letter_id, person_id),
        CHECK ((signed_as = 'SELF') = (signed_by_person_id = person_id))
      );
      CREATE INDEX letter_grant_by_person ON letter_grant (person_id);
      COMMENT ON TABLE letter_grant IS 'One signature row: what this person allows to be asked, of whom and for what; a member without a row has not signed';

      GRANT USAGE ON SEQUENCE application_serial TO hedui_app;
      GRANT SELECT, INSERT ON person, household, household_version, household_member, declared_item TO hedui_app;
      -- What a letter allows is written once: the application may end it, never widen it.
      GRANT SELECT, INSERT ON application, letter, letter_grant TO hedui_app;
      GRANT UPDATE (household_version, state, version) ON application TO hedui_app;
      GRANT UPDATE (ended_at, ended_reason, version) ON letter TO hedui_app;
      GRANT UPDATE (withdrawn_at, version) ON letter_grant TO hedui_app;
    `.execute(db);
  },
};
