"""What the ledger holds, one folder a subject. A subject says which others it rests on (`RESTS_ON`)."""
