"""Whole stories, through the real adapters against the local servers."""
