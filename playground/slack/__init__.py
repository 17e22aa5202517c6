"""A local Slack workspace, spoken to over HTTP by the real SDK and as strict as Slack."""

from playground.slack.delivery import Delivery, Undelivered, sign
from playground.slack.people import SlackWorkspace
from playground.slack.workspace import Ping
from playground.traffic import Exchange

__all__ = ["Delivery", "Exchange", "Ping", "SlackWorkspace", "Undelivered", "sign"]
