-- Asked for inside a signing or a preview, before its checks: a table that another transaction is analysing is passed over, not waited for.
CREATE OR REPLACE FUNCTION ledger_refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  ANALYZE (SKIP_LOCKED) decision, effect, entry, unit_version, succession_version, quota_version, post_version, person_version, assignment_version,
    person_key;
END $$;
