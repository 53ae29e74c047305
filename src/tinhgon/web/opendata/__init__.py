"""Open data over HTTP: the addresses of exchange/open, in the form that is asked for."""
