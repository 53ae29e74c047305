"""The first page: how many units of which sort there are on the day, and what changes around it."""
