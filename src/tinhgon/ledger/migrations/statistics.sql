-- The planner's statistics after a large decision. The application may not ANALYZE what it does not own; this does it for it.
CREATE FUNCTION ledger_refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  ANALYZE decision, effect, entry, unit_version, succession_version;
END $$;

CREATE TRIGGER verification_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON verification
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
