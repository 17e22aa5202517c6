"""Queries, one file per noun; each takes domain arguments and answers with frozen records."""
