"""Structured logs: readable on a terminal, JSON otherwise; never a token, a person's text, name or e-mail."""

import logging
import sys

import structlog


def configure(level: str = "INFO") -> None:
    """Libraries log at WARNING at most, whatever the level: their DEBUG holds request bodies and tokens."""
    terminal = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, handlers=[Relay()], force=True)


class Relay(logging.Handler):
    """What libraries warn of, by place and kind only: their messages may quote people."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        structlog.get_logger().warning("library_warning", logger=record.name, line=record.lineno, error=kind)
