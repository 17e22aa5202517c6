"""Who may ask what: the one place that decides it, at the door, before any rule of a feature."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot import intents as ask
from bot.admins import is_admin, is_workspace_admin
from bot.errors import Refusal
from bot.model import ANSWERING, Account, Concern, Posters, Role, Standing
from bot.turn import People, Turn
from bot.views import permission as words
from bot.views.channels import only_roles
from bot.views.refusals import not_found
from bot.views.text import Text

NAMES = ("complaint", "permit", "checkin", "experiment", "comment", "idea", "challenge", "channel", "unit")
"""How intents name what they are about."""
EVERYWHERE = {Standing.ADMIN, Standing.LEADERSHIP}
"""What somebody is whatever it is about."""
STAND_INS = {Standing.RENEWER, Standing.SUPERVISOR}
"""Who answers for a trial whose owner has left."""


class Storage(People, Protocol):
    """What permission asks of storage."""

    async def concern(self, kind: str, number: int) -> Concern | None: ...
    async def roles_of(self, person: int, unit: int | None) -> set[Role]: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """Whoever stands in one of these ways may, unless also in the way of `but`; the others hear why not."""

    who: frozenset[Standing]
    refusal: Callable[[Concern, str | None], Text]
    but: Standing | None = None

    def allows(self, standing: frozenset[Standing]) -> bool:
        return bool(self.who & standing) and self.but not in standing


def only(*who: Standing, says: Callable[[Concern, str | None], Text], but: Standing | None = None) -> Rule:
    """The rule that only these may; `says` are the words for all others, who hear of the organisation's contact."""
    return Rule(frozenset(who), says, but)


ANSWERS = tuple(Standing(role) for role in ANSWERING)
EVERYBODY = None
ADMINS = only(Standing.ADMIN, says=words.admins)
LINKS = only(Standing.ADMIN, Standing.WORKSPACE_ADMIN, says=words.admins)
OWN_CHANNEL = only(Standing.ADMIN, Standing.ASKER, says=words.admins)
DECIDES = only(*ANSWERS, Standing.ADMIN, Standing.ASKER, says=words.deciders)
WRITES_CARD = only(Standing.SUPERVISOR, Standing.DEPUTY, Standing.ADMIN, says=words.card_writers)
HELPS = only(*ANSWERS, says=words.named)
ANSWERS_PERMIT = only(*ANSWERS, says=words.named, but=Standing.ASKER)
OWN_PERMIT = only(Standing.ASKER, says=words.own)
OWN_COMMENT = only(Standing.AUTHOR, says=words.own)
OWN_IDEA = only(Standing.AUTHOR, says=words.own)
OWN_TRIAL = only(Standing.OWNER, says=words.own)
TRIES = only(Standing.AUTHOR, Standing.OWNER, says=words.own)
OWN_CHALLENGE = only(Standing.ASKER, Standing.ADMIN, says=words.own_challenge)
ASKS_CHALLENGES = only(
    Standing.SUPERVISOR, Standing.DEPUTY, Standing.LEADERSHIP, Standing.ADMIN, says=words.challenge_askers
)
WRITES_GOALS = only(Standing.LEADERSHIP, Standing.ADMIN, says=words.goal_writers)
LEADS = only(Standing.LEADERSHIP, Standing.ADMIN, says=words.overview_readers)
HIDES = only(*ANSWERS, Standing.ADMIN, says=words.deciders)
COLLEAGUES = only(Standing.COLLEAGUE, says=words.colleague)

WHO: dict[type[ask.Intent], Rule | None] = {
    ask.AddComment: EVERYBODY,
    ask.AimAt: TRIES,
    ask.AllowTrial: ANSWERS_PERMIT,
    ask.AnswerChallenge: EVERYBODY,
    ask.AnswerCheckIn: OWN_TRIAL,
    ask.AnswerHiding: EVERYBODY,  # its handler knows the author, who may be forgotten meanwhile
    ask.AnswerIdea: DECIDES,
    ask.AskChallenge: ASKS_CHALLENGES,
    ask.AskToDecline: DECIDES,
    ask.AskToHide: HIDES,
    ask.AskToMerge: DECIDES,
    ask.AskToPark: DECIDES,
    ask.AskToRemove: OWN_COMMENT,
    ask.AskToReopen: DECIDES,
    ask.AskToShow: HIDES,
    ask.AskToWithdraw: OWN_IDEA,
    ask.ChooseDigest: EVERYBODY,
    ask.CaptureMessage: EVERYBODY,
    ask.CheckChannel: OWN_CHANNEL,
    ask.ChooseGoals: TRIES,
    ask.ChooseUnit: ADMINS,
    ask.CloseGoal: WRITES_GOALS,
    ask.CloseUnit: ADMINS,
    ask.Decide: OWN_TRIAL,
    ask.DeclineIdea: DECIDES,
    ask.EditComment: OWN_COMMENT,
    ask.EditIdea: OWN_IDEA,
    ask.OpenEditing: OWN_IDEA,
    ask.EditPermissionCard: WRITES_CARD,
    ask.EndChallenge: OWN_CHALLENGE,
    ask.EnterCode: EVERYBODY,
    ask.FetchPack: LEADS,
    ask.FindIdeas: EVERYBODY,
    ask.FindLessons: EVERYBODY,
    ask.Search: EVERYBODY,
    ask.WriteSearch: EVERYBODY,
    ask.Follow: EVERYBODY,
    ask.GiveRoles: ADMINS,
    ask.Help: EVERYBODY,
    ask.Hide: HIDES,
    ask.ItIsMine: COLLEAGUES,
    ask.Join: EVERYBODY,
    ask.JoinTrial: EVERYBODY,
    ask.Later: OWN_TRIAL,
    ask.LeaveIt: HIDES,
    ask.LeavePack: EVERYBODY,
    ask.LeaveTrial: EVERYBODY,
    ask.LinkChannel: LINKS,
    ask.LogQuickTrial: EVERYBODY,
    ask.MergeIdea: DECIDES,
    ask.MoreOf: EVERYBODY,
    ask.MoreOfComment: OWN_COMMENT,
    ask.MyPage: EVERYBODY,
    ask.OfferHelp: HELPS,
    ask.OpenAnswer: DECIDES,
    ask.OpenAppeal: EVERYBODY,
    ask.OpenCheckIn: OWN_TRIAL,
    ask.OpenComment: EVERYBODY,
    ask.OpenCommentEditing: OWN_COMMENT,
    ask.OpenDecision: OWN_TRIAL,
    ask.OpenDigest: EVERYBODY,
    ask.OpenHelp: HELPS,
    ask.OpenJoining: EVERYBODY,
    ask.OpenNotNow: ANSWERS_PERMIT,
    ask.OpenOrganisation: ADMINS,
    ask.OpenReport: EVERYBODY,
    ask.OpenProlonging: OWN_CHALLENGE,
    ask.OpenRoles: ADMINS,
    ask.OpenSettings: EVERYBODY,
    ask.OpenWouldHelp: EVERYBODY,
    ask.Outdated: EVERYBODY,
    ask.ParkIdea: DECIDES,
    ask.Part: EVERYBODY,
    ask.PlanExperiment: EVERYBODY,
    ask.ProlongChallenge: OWN_CHALLENGE,
    ask.ReadAll: EVERYBODY,
    ask.ReadAudit: ADMINS,
    ask.ReadPart: EVERYBODY,
    ask.RemoveComment: OWN_COMMENT,
    ask.RemovePermissionCard: WRITES_CARD,
    ask.ReopenGoal: WRITES_GOALS,
    ask.ReopenIdea: DECIDES,
    ask.ReopenUnit: ADMINS,
    ask.ResumeDigest: EVERYBODY,
    ask.SaveGoal: WRITES_GOALS,
    ask.SaveOrganisation: ADMINS,
    ask.SavePermissionCard: WRITES_CARD,
    ask.SaveSettings: EVERYBODY,
    ask.SaveUnit: ADMINS,
    ask.Say: EVERYBODY,
    ask.SayNotNow: ANSWERS_PERMIT,
    ask.SayWouldHelp: EVERYBODY,
    ask.SeeAdministration: ADMINS,
    ask.SeeAwaited: EVERYBODY,
    ask.SeeChallenge: EVERYBODY,
    ask.SeeChallenges: EVERYBODY,
    ask.SeeChannels: LINKS,
    ask.SeeGoal: EVERYBODY,
    ask.SeeGoals: EVERYBODY,
    ask.SeeIdea: EVERYBODY,
    ask.SeeKeeping: EVERYBODY,
    ask.SeeMyData: EVERYBODY,
    ask.SeeOverview: LEADS,
    ask.SeePermissionCard: EVERYBODY,
    ask.SeeTour: EVERYBODY,
    ask.SeeUnits: ADMINS,
    ask.SeeWaiting: EVERYBODY,
    ask.SendFile: EVERYBODY,
    ask.SendReport: EVERYBODY,
    ask.SetLanguage: EVERYBODY,
    ask.SetUpChannel: LINKS,
    ask.ShareIdea: EVERYBODY,
    ask.ShowAgain: HIDES,
    ask.ShowCode: EVERYBODY,
    ask.ShowLink: EVERYBODY,
    ask.StartExperiment: EVERYBODY,
    ask.StopAsking: OWN_PERMIT,
    ask.StopDigest: EVERYBODY,
    ask.Support: EVERYBODY,
    ask.TakeBack: EVERYBODY,
    ask.TakePack: LEADS,
    ask.TakeUnitBack: EVERYBODY,
    ask.Unfollow: EVERYBODY,
    ask.UnlinkChannel: LINKS,
    ask.WithdrawIdea: OWN_IDEA,
    ask.WriteChallenge: ASKS_CHALLENGES,
    ask.WriteGoal: WRITES_GOALS,
    ask.WriteIdea: EVERYBODY,
    ask.WriteQuickTrial: EVERYBODY,
    ask.WriteUnit: ADMINS,
}
"""Whoever is named here is a full member of the organisation, or not looked up yet: the door refuses all others."""


async def check(turn: Turn[Storage], intent: ask.Intent) -> None:
    """Refuse in words what this person may not ask, or not here."""
    if shares(intent) and not await may_share_here(turn):
        raise Refusal(only_roles())
    rule = WHO[type(intent)]
    if rule is None:
        return
    concern = await concerned(turn, intent, rule)
    if concern is None:
        raise Refusal(not_found())
    if not rule.allows(await standing(turn, concern, turn.account)):
        raise Refusal(rule.refusal(concern, turn.organisation.contact))


async def may(turn: Turn[Storage], intent: ask.Intent, account: Account | None = None) -> bool:
    """Whether the asker, or another account, may ask this: so that nobody is shown what they cannot do."""
    rule = WHO[type(intent)]
    if rule is None:
        return True
    concern = await concerned(turn, intent, rule)
    return concern is not None and rule.allows(await standing(turn, concern, account or turn.account))


def shares(intent: ask.Intent) -> bool:
    """Whether something new comes of it, that a channel may keep for some."""
    match intent:
        case ask.WriteIdea() | ask.CaptureMessage() | ask.ShareIdea() | ask.WriteQuickTrial() | ask.LogQuickTrial():
            return True
        case ask.PlanExperiment() | ask.StartExperiment():
            return intent.idea is None
        case _:
            return False


async def may_share_here(turn: Turn[Storage]) -> bool:
    """Whether the channel lets everybody, or this person does something for its work communities.

    What is anonymous has no channel; its form had.
    """
    channel = await turn.here()
    if channel is None or channel.wishes.posters is Posters.EVERYBODY:
        return True
    if turn.account is None:
        return False
    own: list[int | None] = [one.id for one in channel.wishes.units]
    for unit in own or [None]:
        if await turn.store.roles_of(turn.account.person.id, unit) & set(ANSWERING):
            return True
    return False


async def concerned(turn: Turn[Storage], intent: ask.Intent, rule: Rule) -> Concern | None:
    """Whom an intent concerns: nobody in particular when it names nothing, None when that is not there."""
    if rule.who <= EVERYWHERE:
        return Concern(anywhere=True)
    if isinstance(intent, ask.AskToHide | ask.Hide | ask.AskToShow | ask.ShowAgain):
        return await turn.store.concern(intent.what, intent.number)
    for name in NAMES:
        if isinstance(number := getattr(intent, name, None), int):
            return await turn.store.concern(name, number)
    return Concern(anywhere=True)


async def standing(turn: Turn[Storage], concern: Concern, account: Account | None) -> frozenset[Standing]:
    """All that an account is to something; nothing for whoever is no member."""
    if account is None or account.member is False:
        return frozenset()
    found = {Standing(one) for one in await roles(turn, concern, account)}
    if is_admin(turn, account):
        found.add(Standing.ADMIN)
    if is_workspace_admin(turn, account, concern.workspace):
        found.add(Standing.WORKSPACE_ADMIN)
    for way in (Standing.AUTHOR, Standing.COLLEAGUE, Standing.OWNER, Standing.ASKER):
        if getattr(concern, way) == account.person.id:
            found.add(way)
    if concern.left and found & STAND_INS:
        found.add(Standing.OWNER)
    return frozenset(found)


async def roles(turn: Turn[Storage], concern: Concern, account: Account) -> set[Role]:
    """The roles that count here: of the work community concerned, or of any where it is about nothing in particular."""
    if concern.unit is None and not concern.anywhere:
        return set()
    return await turn.store.roles_of(account.person.id, concern.unit)
