"""Rules of the family CAL."""
