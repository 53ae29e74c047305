-- Seal format 2: the decision is written first and sealed last, once, by the transaction that signs it, when the findings are
-- known. What was signed before has format 1 and stays as it is.

ALTER TABLE decision ADD COLUMN format smallint NOT NULL DEFAULT 1, ADD COLUMN sealed text, ADD COLUMN series text,
  ADD COLUMN supersedes bigint REFERENCES decision (ordinal) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE decision ALTER COLUMN format SET DEFAULT 2;
CREATE UNIQUE INDEX decision_superseded_once ON decision (supersedes) WHERE ordinal < 1000000000000000;

DROP TRIGGER decision_never_changes ON decision;
CREATE TRIGGER decision_never_deleted BEFORE DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE FUNCTION ledger_seal_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed_row decision%ROWTYPE := NEW;
BEGIN
  sealed_row.hash := OLD.hash;
  sealed_row.sealed := OLD.sealed;
  IF OLD.sealed IS NOT NULL OR NEW.sealed IS NULL OR OLD.format <> 2 OR OLD.xact <> pg_current_xact_id() OR sealed_row IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'ledger: a decision is sealed once, by the transaction that signs it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_sealed_once BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION ledger_seal_once();

CREATE FUNCTION ledger_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM decision WHERE ordinal = NEW.ordinal AND (sealed IS NULL OR format <> 2)) THEN
    RAISE EXCEPTION 'ledger: decision % is not sealed', NEW.ordinal USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER decision_is_sealed AFTER INSERT ON decision DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.ordinal < 1000000000000000) EXECUTE FUNCTION ledger_is_sealed();

-- One number once, for an issuer and a series; where nothing else was stated the series is the calendar year. The entry that is
-- put right (`supersedes`) gives its number free, and so does what was put right before.
DROP INDEX decision_number_once;
CREATE INDEX decision_number_upper ON decision (upper(number));
CREATE FUNCTION ledger_series(series text, signed_on date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(series, date_part('year', signed_on::timestamp)::int::text)
$$;
CREATE FUNCTION ledger_number_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ordinal < ledger_preview_from() AND EXISTS (
    SELECT FROM decision d WHERE upper(d.number) = upper(NEW.number) AND lower(d.issuer) = lower(NEW.issuer)
      AND ledger_series(d.series, d.signed_on) = ledger_series(NEW.series, NEW.signed_on)
      AND d.ordinal < ledger_preview_from() AND d.ordinal IS DISTINCT FROM NEW.supersedes
      AND NOT EXISTS (SELECT FROM decision later WHERE later.supersedes = d.ordinal AND later.ordinal < ledger_preview_from())) THEN
    RAISE EXCEPTION 'ledger: % has a decision % already', NEW.issuer, NEW.number USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_number_once BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION ledger_number_once();
