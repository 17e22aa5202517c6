"""Tests: sentences of the product, against real parts."""
