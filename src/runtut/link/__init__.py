"""Annotations to links: which statements the text puts in relation."""
