-- The record: acts are appended and never changed; every column follows from the body; the chain is made under a lock.

CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'record: % on % is refused; what was done is never changed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION record_hash(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(array_to_string(parts, E'\n'), 'UTF8')), 'hex')
$$;

CREATE FUNCTION record_microseconds(instant timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT ((extract(epoch FROM instant) * 1000000)::bigint)::text
$$;

-- An act: the lock, the head, then every column from the body, whatever the statement said. The lock is held to the end of
-- the transaction, through its commit: an act is therefore the last thing that a transaction writes.
CREATE FUNCTION record_act() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  b jsonb := NEW.body::jsonb;
  last record;
  at_seq bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7016874);
  SELECT ordinal, hash, recorded_at INTO last FROM act ORDER BY ordinal DESC LIMIT 1;
  NEW.stream := b->>'stream';
  NEW.seq := (b->>'seq')::bigint;
  NEW.kind := b->>'kind';
  NEW.account := coalesce(b->'actor'->>'account', '');
  NEW.person_id := (b->'actor'->>'person')::bigint;
  NEW.os_user := coalesce(b->'actor'->>'os_user', '');
  NEW.address := coalesce(b->'actor'->>'address', '');
  NEW.purpose := coalesce(b->'actor'->>'purpose', '');
  NEW.late := coalesce((b->>'late')::boolean, false);
  IF NEW.stream IS NULL OR NEW.kind IS NULL OR NEW.seq IS NULL OR jsonb_typeof(b->'payload') IS DISTINCT FROM 'object' THEN
    RAISE EXCEPTION 'record: an act says its stream, its place there, its kind and its payload'
      USING ERRCODE = 'check_violation';
  END IF;
  SELECT coalesce(max(seq), 0) INTO at_seq FROM act WHERE stream = NEW.stream;
  IF NEW.seq <> at_seq + 1 THEN
    RAISE EXCEPTION 'record: % is at act %', NEW.stream, at_seq USING ERRCODE = 'serialization_failure';
  END IF;
  NEW.ordinal := coalesce(last.ordinal, 0) + 1;
  NEW.recorded_at := greatest(clock_timestamp(), last.recorded_at + interval '1 microsecond');
  NEW.done_at := coalesce((b->>'done_at')::timestamptz, NEW.recorded_at);
  NEW.previous := coalesce(last.hash, '');
  NEW.hash := record_hash(NEW.previous, NEW.ordinal::text, record_microseconds(NEW.recorded_at), NEW.body);
  RETURN NEW;
END $$;
CREATE TRIGGER act_follows BEFORE INSERT ON act FOR EACH ROW EXECUTE FUNCTION record_act();

CREATE FUNCTION record_reading() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE b jsonb := NEW.body::jsonb;
BEGIN
  NEW.kind := b->>'kind';
  NEW.account := coalesce(b->'actor'->>'account', '');
  NEW.os_user := coalesce(b->'actor'->>'os_user', '');
  NEW.address := coalesce(b->'actor'->>'address', '');
  NEW.purpose := coalesce(b->'actor'->>'purpose', '');
  NEW.what := coalesce(b->'payload'->>'what', '');
  NEW.person_ids := ARRAY(SELECT p::bigint FROM jsonb_array_elements_text(coalesce(b->'payload'->'persons', '[]')) p);
  NEW.recorded_at := clock_timestamp();
  NEW.read_at := coalesce((b->>'done_at')::timestamptz, NEW.recorded_at);
  NEW.batch := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER reading_follows BEFORE INSERT ON reading FOR EACH ROW EXECUTE FUNCTION record_reading();

-- A reading changes once: when it is put into a batch.
CREATE FUNCTION record_reading_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.batch IS NOT NULL OR NEW.batch IS NULL
     OR (OLD.id, OLD.body, OLD.recorded_at) IS DISTINCT FROM (NEW.id, NEW.body, NEW.recorded_at) THEN
    RAISE EXCEPTION 'record: a reading is never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reading_sealed_once BEFORE UPDATE ON reading FOR EACH ROW EXECUTE FUNCTION record_reading_sealed();
CREATE TRIGGER reading_never_deleted BEFORE DELETE OR TRUNCATE ON reading
  FOR EACH STATEMENT EXECUTE FUNCTION record_refuse();

-- Chains the readings that nobody has chained yet, at most ten thousand at a time; says how many. Who comes second does nothing.
CREATE FUNCTION record_seal_readings() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  last record; newest record; made reading_batch%ROWTYPE;
BEGIN
  IF NOT EXISTS (SELECT FROM reading WHERE batch IS NULL) OR NOT pg_try_advisory_xact_lock(7016875) THEN
    RETURN 0;
  END IF;
  SELECT number, hash INTO last FROM reading_batch ORDER BY number DESC LIMIT 1;
  SELECT ordinal, hash INTO newest FROM act ORDER BY ordinal DESC LIMIT 1;
  made.number := coalesce(last.number, 0) + 1;
  made.sealed_at := clock_timestamp();
  made.previous := coalesce(last.hash, '');
  made.act_ordinal := coalesce(newest.ordinal, 0);
  made.act_hash := coalesce(newest.hash, '');
  WITH taken AS (
    UPDATE reading SET batch = made.number
    WHERE id IN (SELECT id FROM reading WHERE batch IS NULL ORDER BY id LIMIT 10000)
    RETURNING id, record_hash(id::text, record_microseconds(recorded_at), body) AS hash)
  SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(hash, E'\n' ORDER BY id), ''), 'UTF8')), 'hex')
    INTO made.readings, made.digest FROM taken;
  IF made.readings = 0 THEN
    RETURN 0;
  END IF;
  made.hash := record_hash(made.previous, made.number::text, record_microseconds(made.sealed_at), made.readings::text,
                           made.act_ordinal::text, made.act_hash, made.digest);
  INSERT INTO reading_batch SELECT made.*;
  RETURN made.readings;
END $$;
REVOKE ALL ON FUNCTION record_seal_readings() FROM PUBLIC;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['act', 'reading_batch', 'kept_content'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON %1$I
                    FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()', name);
  END LOOP;
END $$;

-- A key goes only with the act that says so: the body is that of erase_record_key/1 about this very stream and person.
CREATE FUNCTION record_erase_key(of_stream text, of_person bigint, act_body text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE at_ordinal bigint; b jsonb := act_body::jsonb;
BEGIN
  IF b->>'kind' NOT LIKE 'erase_record_key/%' OR b->>'stream' IS DISTINCT FROM of_stream OR of_stream = ''
     OR (b->'payload'->>'person')::bigint IS DISTINCT FROM of_person THEN
    RAISE EXCEPTION 'record: the act does not say what is erased' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM record_key WHERE stream = of_stream AND person_id = of_person;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  INSERT INTO act (body) VALUES (act_body) RETURNING ordinal INTO at_ordinal;
  RETURN at_ordinal;
END $$;
REVOKE ALL ON FUNCTION record_erase_key(text, bigint, text) FROM PUBLIC;
