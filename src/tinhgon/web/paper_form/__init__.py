"""Is a Word file in the form that the rule asks: upload, faults by place, a mended copy."""
