"""How the model municipality begins: Aino links the channels and names people, supervisors write permission cards."""

from typing import Any

from bot.intents import LinkChannel, OpenRoles, SavePermissionCard
from bot.model import Language
from playground.people import HOME_CARE, PEOPLE, WELLBEING, Linked, municipality
from playground.unseen import Unseen


async def settle_in(latu: Unseen) -> None:
    """Two channels were linked in the story."""
    town = municipality()
    for channel in town.channels:
        if channel.id not in (HOME_CARE, WELLBEING):
            await link(latu, channel)
    latu.units |= {key: (await latu.store.unit_named(latu.words(name))).id for key, name in town.units.items()}
    for channel in town.channels:
        unit, chat = channel.unit or "", channel.chat
        if named := town.named.get(unit):
            people: dict[str, Any] = {role: (getattr(PEOPLE[who], chat),) for role, who in named.items()}
            await latu.fill("aino", chat, OpenRoles(latu.units[unit]), **people)
        if card := town.permissions.get(unit):
            written = SavePermissionCard(latu.units[unit], card.cost, latu.words(card.words), card.days)
            await latu.ask(town.roles[unit]["supervisor"], chat, written)


async def link(latu: Unseen, channel: Linked) -> None:
    """With whoever of its people is in that chat."""
    roles = municipality().roles.get(channel.unit or "", {})
    people: dict[str, Any] = {role: getattr(PEOPLE[who], channel.chat) or "" for role, who in roles.items()}
    unit = latu.words(municipality().units[channel.unit]) if channel.unit else ""
    await latu.ask("aino", channel.chat, LinkChannel(Language(latu.language), unit, **people), channel.id)
