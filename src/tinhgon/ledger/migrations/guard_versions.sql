-- The constraints and triggers of a version table (see guards.sql), for a migration that adds a kind of thing:
--   SELECT ledger_guard_versions('boundary_version', 'thing_id');

CREATE FUNCTION ledger_guard_versions(name text, key text) RETURNS void LANGUAGE plpgsql AS $body$
DECLARE columns text;
BEGIN
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
END $body$;
