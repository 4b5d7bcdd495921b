"""Any source to stories, one file per format."""
