"""Logs, ties, submitted reports, erasures and verifications are in the record now; a person's key goes only with its act."""

from django.db import migrations

ERASE = """
CREATE FUNCTION ledger_erase_person(of_person bigint, act_body text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE at_ordinal bigint; b jsonb := act_body::jsonb;
BEGIN
  IF b->>'kind' NOT LIKE 'erase_identity/%' OR (b->'payload'->>'person')::bigint IS DISTINCT FROM of_person THEN
    RAISE EXCEPTION 'ledger: the act does not say whose key is destroyed' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM person_key WHERE person_id = of_person;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  INSERT INTO act (body) VALUES (act_body) RETURNING ordinal INTO at_ordinal;
  RETURN at_ordinal;
END $$;
REVOKE ALL ON FUNCTION ledger_erase_person(bigint, text) FROM PUBLIC;

-- Keys of persons who were only ever in a draft that is taken back: nothing in the books is sealed with them.
CREATE FUNCTION ledger_forget_drafted(person_ids bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM person_key k WHERE person_id = ANY(person_ids)
    AND NOT EXISTS (SELECT FROM entry e WHERE e.thing_id = k.person_id);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION ledger_forget_drafted(bigint[]) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = (("ledger", "0014_boundaries"), ("record", "0003_moved"))
    operations = (
        migrations.RunSQL(ERASE),
        migrations.DeleteModel(name="ReadLog"),
        migrations.DeleteModel(name="Erasure"),
        migrations.DeleteModel(name="SubmittedReport"),
        migrations.DeleteModel(name="AccountTie"),
        migrations.DeleteModel(name="Verification"),
    )
