"""The rules, asked through the one door on a real database."""
