-- The same guards for posts, persons, assignments and quota legs as for units (guards.sql), and for what stands beside.

DO $$
DECLARE name text; key text; columns text;
BEGIN
  FOREACH name IN ARRAY ARRAY['quota_version', 'post_version', 'person_version', 'assignment_version'] LOOP
    key := CASE name WHEN 'quota_version' THEN 'thing_id' ELSE replace(name, '_version', '_id') END;
    EXECUTE format('ALTER TABLE %1$I
      ADD CONSTRAINT %1$s_valid_not_empty CHECK (NOT isempty(valid) AND NOT lower_inf(valid)),
      ADD CONSTRAINT %1$s_recorded_not_empty CHECK (NOT isempty(recorded) AND NOT lower_inf(recorded)),
      ADD CONSTRAINT %1$s_one_state EXCLUDE USING gist
        (int8range(%2$I, %2$I, ''[]'') WITH &&, valid WITH &&, recorded WITH &&)', name, key);
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
      WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'recorded';
    EXECUTE format('CREATE TRIGGER %1$s_never_deleted BEFORE DELETE OR TRUNCATE ON %1$I
                    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()', name);
    EXECUTE format('CREATE TRIGGER %1$s_never_changes BEFORE UPDATE OF %2$s ON %1$I
                    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()', name, columns);
    EXECUTE format('CREATE TRIGGER %1$s_opens AFTER INSERT ON %1$I REFERENCING NEW TABLE AS added
                    FOR EACH STATEMENT EXECUTE FUNCTION ledger_version_opens()', name);
    EXECUTE format('CREATE TRIGGER %1$s_closes AFTER UPDATE ON %1$I REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION ledger_version_closes()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['erasure', 'read_log', 'submitted_report'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON %1$I
                    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()', name);
  END LOOP;
END $$;

-- The rows that a signed effect reads stay as they are, for the replay.
CREATE INDEX effect_reads_table ON effect ((payload->'table'->>'sha256')) WHERE payload ? 'table';

CREATE FUNCTION ledger_keep_attached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (
    SELECT FROM effect e WHERE e.payload ? 'table' AND e.payload->'table'->>'sha256' = OLD.sha256) THEN
    RAISE EXCEPTION 'ledger: the table % belongs to a signed decision', OLD.sha256 USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER attached_table_kept BEFORE UPDATE OR DELETE ON attached_table FOR EACH ROW EXECUTE FUNCTION ledger_keep_attached();

CREATE OR REPLACE FUNCTION ledger_refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  ANALYZE decision, effect, entry, unit_version, succession_version, quota_version, post_version, person_version, assignment_version, person_key;
END $$;
