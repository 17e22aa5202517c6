"""Keyed hashes: what must be recognised again without being kept."""

import hmac
from collections.abc import Iterable

from bot.model import Profile


class Keys:
    """Hashes under the installation's secret. `domains`: in which e-mail domains accounts may be joined."""

    def __init__(self, secret: bytes, domains: Iterable[str] = ()) -> None:
        self._secret = secret
        self._domains = frozenset(domain.strip().lower().removeprefix("@") for domain in domains)

    def email(self, profile: Profile) -> str | None:
        """The key of an account's e-mail; None unless a full member confirmed it in one of the domains."""
        email = (profile.email or "").strip().lower()
        name, _, domain = email.rpartition("@")
        trusted = profile.full_member and profile.email_confirmed and bool(name) and domain in self._domains
        return self.address(email) if trusted else None

    def address(self, email: str) -> str:
        """The key of an e-mail address."""
        return self._hash("email", email.strip().lower()).hex()

    def code(self, code: str) -> bytes:
        """The key of a join code."""
        return self._hash("code", code)

    def delivery(self, platform: str, delivery: str) -> bytes:
        """The key of one delivery of a platform."""
        return self._hash(f"delivery:{platform}", delivery)

    def fingerprint(self) -> str:
        """Tells two secrets apart without telling either."""
        return self._hash("fingerprint", "").hex()

    def _hash(self, purpose: str, value: str) -> bytes:
        return hmac.digest(self._secret, f"{purpose}\0{value}".encode(), "sha256")
