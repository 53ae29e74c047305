"""Words every room shares: as-of questions, findings, refusals, Vietnamese text. Pure; imports nothing of ours."""
