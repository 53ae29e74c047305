"""The demo: real territory of three provinces, the country where its tables are, an invented staff beside them."""
