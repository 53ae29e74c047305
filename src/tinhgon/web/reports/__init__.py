"""Reports on screen: the list, one report as a table whose every number opens, the same report compared."""
