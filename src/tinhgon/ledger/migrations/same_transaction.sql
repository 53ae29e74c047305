-- Rows come with their decision: in the very transaction that signs it, not in a later one. Without this the newest
-- decision would stay open for additions until the next is signed.

ALTER TABLE decision ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id();

-- The newest decision, when it is being signed by this transaction; else 0, which no row belongs to.
CREATE FUNCTION ledger_signing() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT CASE WHEN d.xact = pg_current_xact_id() THEN d.ordinal END
                   FROM decision d ORDER BY d.ordinal DESC LIMIT 1), 0)
$$;

CREATE FUNCTION ledger_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.xact := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER decision_stamp BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION ledger_stamp();

CREATE OR REPLACE FUNCTION ledger_insert_at_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE ordinal IS DISTINCT FROM (SELECT ledger_signing())) THEN
    RAISE EXCEPTION 'ledger: rows of % come with their decision', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_version_opens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE lower(recorded) IS DISTINCT FROM (SELECT ledger_signing()) OR NOT upper_inf(recorded)) THEN
    RAISE EXCEPTION 'ledger: a version of % opens with a decision and is open', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_version_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM after_rows a FULL JOIN before_rows b USING (id)
    WHERE a.id IS NULL OR b.id IS NULL OR NOT upper_inf(b.recorded) OR lower(a.recorded) <> lower(b.recorded)
       OR upper(a.recorded) IS DISTINCT FROM (SELECT ledger_signing())) THEN
    RAISE EXCEPTION 'ledger: a version of % is closed once, by a decision', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
