"""How Slack's Web API says no."""

from typing import Any


class SlackError(Exception):
    """One of Slack's error codes, with what else the answer holds."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


def invalid(code: str, problems: list[str]) -> SlackError:
    """invalid_blocks and invalid_arguments say what is wrong and where."""
    messages = [f"[ERROR] {problem}" for problem in problems]
    return SlackError(code, errors=problems, response_metadata={"messages": messages})
