"""What can go wrong between a client and the server; `kg.web.app` maps each to a status."""

from __future__ import annotations

from kg.errors import KGError


class RefusedError(KGError):
    """The request is understood, but this server does not do such things."""


class TokenError(KGError):
    """The request needs a token that it does not have."""


class MalformedError(KGError):
    """The request does not follow the protocol."""


class MethodError(KGError):
    """The resource does not take this method.

    Parameters
    ----------
    message : what is wrong.
    allowed : the methods that it takes.
    """

    def __init__(self, message: str, allowed: tuple[str, ...]) -> None:
        super().__init__(message)
        self.allowed = allowed


class NotAcceptableError(KGError):
    """None of the media types that the client accepts can be given."""


class MediaTypeError(KGError):
    """The body is in a media type that this operation does not read."""


class TooLargeError(KGError):
    """The request is longer than the server reads."""


class NotFoundError(KGError):
    """There is no such graph or page."""


class BusyError(KGError):
    """Too many queries at once; the client may come again."""


class TimedOutError(KGError):
    """The query ran longer than allowed and was stopped."""


class EngineError(KGError):
    """The process that answered the query ended: out of memory, or nested too deeply."""
