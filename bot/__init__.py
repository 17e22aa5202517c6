"""Latu, the product: what people can ask, the rules, and the words of every answer."""
