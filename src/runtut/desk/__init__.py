"""The desk: the web page where drafts are checked and the archive is read, and the HTTP API behind it."""
