"""Record to findings: one file per rule, a folder per family; `catalogue` finds them."""
