"""Rules of the family SRC."""
