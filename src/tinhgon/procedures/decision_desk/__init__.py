"""The decision desk: from a draft to a signed decision, through different hands."""
