-- What must hold against anybody, also raw SQL: nothing is changed or deleted, every row belongs to the newest decision,
-- no thing has two states for one day as known at one moment.

CREATE SEQUENCE thing_id_seq;

-- An independent fold, used by verification only.
CREATE AGGREGATE jsonb_merge(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');

CREATE FUNCTION ledger_preview_from() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1000000000000000';

CREATE UNIQUE INDEX decision_number_once ON decision (lower(issuer), upper(number), date_part('year', signed_on::timestamp))
  WHERE ordinal < 1000000000000000;

ALTER TABLE unit_version
  ADD CONSTRAINT unit_version_valid_not_empty CHECK (NOT isempty(valid) AND NOT lower_inf(valid)),
  ADD CONSTRAINT unit_version_recorded_not_empty CHECK (NOT isempty(recorded) AND NOT lower_inf(recorded)),
  ADD CONSTRAINT unit_one_state EXCLUDE USING gist
    (int8range(unit_id, unit_id, '[]') WITH &&, valid WITH &&, recorded WITH &&),
  ADD CONSTRAINT unit_one_code EXCLUDE USING gist
    (int8range(hashtextextended(structure || ':' || code, 0), hashtextextended(structure || ':' || code, 0), '[]') WITH &&,
     valid WITH &&, recorded WITH &&) WHERE (code IS NOT NULL);

ALTER TABLE succession_version
  ADD CONSTRAINT succession_version_valid_not_empty CHECK (NOT isempty(valid) AND NOT lower_inf(valid)),
  ADD CONSTRAINT succession_version_recorded_not_empty CHECK (NOT isempty(recorded) AND NOT lower_inf(recorded)),
  ADD CONSTRAINT succession_one_state EXCLUDE USING gist
    (int8range(thing_id, thing_id, '[]') WITH &&, valid WITH &&, recorded WITH &&);

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger: % on % is refused; a signed decision is the only thing that changes anything', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

-- A decision is the next in the chain, or a preview that can never be committed.
CREATE FUNCTION ledger_decision_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  IF NEW.ordinal >= ledger_preview_from() THEN RETURN NEW; END IF;
  SELECT ordinal, hash, recorded_at INTO last FROM decision WHERE ordinal < ledger_preview_from() ORDER BY ordinal DESC LIMIT 1;
  IF NEW.ordinal <> coalesce(last.ordinal, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, '')
     OR NEW.recorded_at <= coalesce(last.recorded_at, '-infinity') THEN
    RAISE EXCEPTION 'ledger: decision % does not follow the newest one', NEW.ordinal USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_follows BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION ledger_decision_follows();

CREATE FUNCTION ledger_refuse_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger: a preview is never committed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE CONSTRAINT TRIGGER decision_preview_never_commits AFTER INSERT ON decision DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.ordinal >= 1000000000000000) EXECUTE FUNCTION ledger_refuse_commit();

-- Rows of a decision come with it, not later.
CREATE FUNCTION ledger_insert_at_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE ordinal IS DISTINCT FROM (SELECT max(ordinal) FROM decision)) THEN
    RAISE EXCEPTION 'ledger: rows of % belong to the newest decision only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger_version_opens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE lower(recorded) IS DISTINCT FROM (SELECT max(ordinal) FROM decision) OR NOT upper_inf(recorded)) THEN
    RAISE EXCEPTION 'ledger: a version of % opens at the newest decision and is open', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger_version_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM after_rows a FULL JOIN before_rows b USING (id)
    WHERE a.id IS NULL OR b.id IS NULL OR NOT upper_inf(b.recorded) OR lower(a.recorded) <> lower(b.recorded)
       OR upper(a.recorded) IS DISTINCT FROM (SELECT max(ordinal) FROM decision)) THEN
    RAISE EXCEPTION 'ledger: a version of % is closed once, at the newest decision', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE name text; columns text;
BEGIN
  FOREACH name IN ARRAY ARRAY['decision', 'effect', 'entry', 'standing', 'decision_standing', 'finding'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON %1$I
                    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['effect', 'entry', 'standing', 'decision_standing', 'finding'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_at_newest AFTER INSERT ON %1$I REFERENCING NEW TABLE AS added
                    FOR EACH STATEMENT EXECUTE FUNCTION ledger_insert_at_newest()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['unit_version', 'succession_version'] LOOP
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
END $$;
