"""Reading what a client sent: parameters, bodies and their types, tokens."""

from __future__ import annotations

import hmac
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.web.problems import MalformedError, MediaTypeError, RefusedError, TokenError, TooLargeError
from kg.web.settings import Settings

# a client that sends more than it may is heard out up to here, so that it reads the answer
_HEARD_OUT = 64 * 1024 * 1024
_MOST_PARAMETERS = 1000


@dataclass(frozen=True, slots=True)
class Parameters:
    """Decoded name-value pairs of a URL or a form, each decoded exactly once."""

    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """Every value of a parameter, in order."""
        return [value for key, value in self.pairs if key == name]

    def one(self, name: str) -> str | None:
        """The value of a parameter, None when it is not there.

        Raises
        ------
        MalformedError : it is there more than once.
        """
        values = self.all(name)
        if len(values) > 1:
            raise MalformedError(f"{name} is given {len(values)} times; it may be given once")
        return values[0] if values else None


def parameters(data: bytes) -> Parameters:
    """Decode the query part of a URL, or a form.

    Raises
    ------
    MalformedError : it is not UTF-8 in percent-encoding, or has too many parameters.

    >>> parameters(b"query=ASK+%7B%7D&x=%25E4").pairs
    (('query', 'ASK {}'), ('x', '%E4'))
    """
    try:
        pairs = parse_qsl(
            data.decode("utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise MalformedError(f"the parameters are not UTF-8 (byte {error.start})") from error
    except ValueError as error:
        raise MalformedError(f"more than {_MOST_PARAMETERS} parameters") from error
    return Parameters(tuple(pairs))


def of_url(request: Request) -> Parameters:
    """The parameters of the address."""
    return parameters(request.scope["query_string"])


def body_type(request: Request, readable: Sequence[str]) -> str:
    """The media type of the body.

    Raises
    ------
    MediaTypeError : there is none, it is not one of those that can be read, or its charset is
        not UTF-8.
    """
    header = request.headers.get("content-type", "")
    media_type, *rest = (part.strip().lower() for part in header.split(";"))
    if media_type not in readable:
        said = media_type or "no Content-Type"
        raise MediaTypeError(f"{said} cannot be read here; send {', '.join(readable)}")
    for parameter in rest:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip('" ') not in ("utf-8", "utf8", "us-ascii"):
            raise MediaTypeError(f"charset {value} cannot be read; send UTF-8")
    return media_type


async def body(request: Request, most: int) -> bytes:
    """Read the body of a request.

    Raises
    ------
    TooLargeError : it is longer than that.
    MalformedError : the client went away before its end.
    """
    told = request.headers.get("content-length", "0")
    parts = bytearray()
    size = 0
    try:
        if told.isdecimal() and int(told) > _HEARD_OUT:
            raise TooLargeError(f"the request is longer than {most} bytes")
        async for part in request.stream():
            size += len(part)
            if size <= most:
                parts += part
            elif size > _HEARD_OUT:
                break
    except ClientDisconnect as error:
        raise MalformedError("the request ended too early") from error
    if size > most:
        raise TooLargeError(f"the request is longer than {most} bytes")
    return bytes(parts)


def text_of(data: bytes) -> str:
    """Decode a SPARQL text.

    Raises
    ------
    MalformedError : it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedError(f"the text is not UTF-8 (byte {error.start})") from error


def require_token(request: Request, settings: Settings) -> None:
    """Let only those change data who know the token.

    The token is sent as ``Authorization: Bearer TOKEN``, or as the password of HTTP Basic, which
    is what some SPARQL clients can do.

    Raises
    ------
    RefusedError : the server is read-only.
    TokenError : no token, or another one.
    """
    if not settings.writable:
        raise RefusedError("this server is read-only; start it with --writable to change data")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            given = b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except ValueError:
            given = ""
    elif scheme.lower() != "bearer":
        given = ""
    if not given or not hmac.compare_digest(given.strip().encode(), settings.token.encode()):
        raise TokenError("changing data needs the token: Authorization: Bearer TOKEN")
