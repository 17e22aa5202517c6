"""The refusals of the Bot Connector, by the codes that Microsoft publishes (msteams-docs, conversation-messages.md)."""

from playground.traffic import Json


class Refused(Exception):
    """A call of the bot that Teams answers with an error."""

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message, self.retry_after = status, code, message, retry_after

    @property
    def body(self) -> Json:
        return {"error": {"code": self.code, "message": self.message}}


def unauthorized() -> Refused:
    return Refused(401, "Unauthorized", "Authorization has been denied for this request.")


def bad_syntax(message: str) -> Refused:
    return Refused(400, "BadSyntax", message)


def bad_argument(message: str) -> Refused:
    return Refused(400, "BadArgument", message)


def conversation_not_found() -> Refused:
    return Refused(404, "ConversationNotFound", "Conversation not found.")


def not_found() -> Refused:
    """There is no such call; the gateway answers without a body."""
    return Refused(404, "", "Not Found")


def activity_not_found() -> Refused:
    return Refused(404, "ActivityNotFoundInConversation", "Conversation not found.")


def member_not_found() -> Refused:
    return Refused(404, "MemberNotFoundInConversation", "Member not found in conversation.")


def not_in_roster() -> Refused:
    return Refused(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")


def not_installed() -> Refused:
    return Refused(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope")


def writes_blocked() -> Refused:
    return Refused(403, "MessageWritesBlocked", "User blocked the conversation with the bot.")


def not_enough_permissions(message: str) -> Refused:
    return Refused(403, "NotEnoughPermissions", message)


def too_big() -> Refused:
    return Refused(413, "MessageSizeTooBig", "Message size too large.")


def throttled(seconds: int) -> Refused:
    return Refused(429, "Throttled", f"Too many requests. Retry after {seconds} seconds.", retry_after=seconds)
