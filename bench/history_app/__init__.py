"""A Django app of the bench: the units as django-simple-history would keep them."""
