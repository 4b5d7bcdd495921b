"""Web archives (WARC, ISO 28500): the stories among the pages that a crawler has kept."""
