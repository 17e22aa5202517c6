"""A local Microsoft Teams tenant: Entra's login, the Bot Connector and the people, spoken to over real HTTP."""

from playground.teams.delivery import Delivered, Undelivered
from playground.teams.login import TokenKind
from playground.teams.rules import BrokenRule
from playground.teams.tenant import TeamsTenant, Urls
from playground.traffic import Exchange

__all__ = ["BrokenRule", "Delivered", "Exchange", "TeamsTenant", "TokenKind", "Undelivered", "Urls"]
