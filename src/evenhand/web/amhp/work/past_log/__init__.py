"""A log that a service kept before it came here: read from a table, checked row by row."""
