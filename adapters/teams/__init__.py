"""Microsoft Teams: what it needs to be told. How to connect to it is in `connecting.py`, which imports the SDK."""

from adapters.teams.settings import TITLE, Settings, configured, warnings

__all__ = ["TITLE", "Settings", "configured", "warnings"]
