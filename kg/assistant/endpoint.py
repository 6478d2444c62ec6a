"""The wire: one question to an OpenAI-compatible endpoint, with time-outs and bounded retries."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

from kg.errors import KGError

_LARGEST = 4 * 1024 * 1024  # an answer beyond this is no answer
_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}
_NEVER = {401, 402, 403, 404, 405}  # a wrong key or name stays wrong
_LONGEST_WAIT = 60.0
_PATIENCE = 3  # questions in a row without answer, after which no more are asked

Message = dict[str, str]


class ModelError(KGError):
    """The language model cannot be asked, or gives no answer."""


@dataclass
class Endpoint:
    """An OpenAI-compatible endpoint.

    Parameters
    ----------
    url : up to and with the version, such as ``http://localhost:11434/v1``.
    model : name of the model, as the endpoint knows it.
    key : sent as bearer token where given.
    timeout : seconds for one answer.
    attempts : how often a question is put before it counts as unanswered.
    pause : seconds before the second attempt, doubled each time; Retry-After goes first.

    Raises
    ------
    ModelError : the URL is none of http or https.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    attempts: int = 4
    pause: float = 1.0
    _plain: bool = field(default=False, init=False, repr=False)
    _silent: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise ModelError(f"not the URL of an endpoint: {self.url!r}")
        self.url = self.url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"

    def answer(self, messages: list[Message], schema: dict[str, Any]) -> str:
        """Put a question.

        Parameters
        ----------
        messages : of the chat, in order.
        schema : JSON schema of the answer; an endpoint that knows no schemas is asked without.

        Raises
        ------
        ModelError : no answer after all attempts, or one that says that more are of no use.
        """
        if self._silent >= _PATIENCE:
            raise ModelError(f"{self.url}: given up after {_PATIENCE} questions without answer")
        try:
            text = self._content(self._asked(messages, schema))
        except ModelError:
            self._silent += 1
            raise
        self._silent = 0
        return text

    def _asked(self, messages: list[Message], schema: dict[str, Any]) -> bytes:
        wait, reason = self.pause, ""
        for attempt in range(self.attempts):
            if attempt:
                time.sleep(wait)
                wait = 2 * wait
            try:
                return self._sent(messages, schema)
            except urllib.error.HTTPError as error:
                reason = f"HTTP {error.code} {error.reason}"
                if error.code in (400, 415, 422) and not self._plain:
                    self._plain, wait = True, 0.0  # it may not know response_format
                elif error.code in _AGAIN:
                    wait = _retry_after(error.headers.get("Retry-After", ""), wait)
                else:
                    if error.code in _NEVER:
                        self._silent = _PATIENCE
                    break
            except (OSError, HTTPException) as error:
                reason = str(getattr(error, "reason", None) or error or type(error).__name__)
        raise ModelError(f"{self.url}: {reason}")

    def _sent(self, messages: list[Message], schema: dict[str, Any]) -> bytes:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
            "stream": False,
        }
        if not self._plain:
            named = {"name": "facts", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        request = urllib.request.Request(self.url, json.dumps(body).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        if self.key:
            request.add_unredirected_header("Authorization", f"Bearer {self.key}")
        with _opener().open(request, timeout=self.timeout) as response:
            data: bytes = response.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise OSError(f"an answer of more than {_LARGEST // 1024**2} MB")
        return data

    def _content(self, data: bytes) -> str:
        try:
            content = json.loads(data)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError):
            raise ModelError(f"{self.url}: what came back is no chat completion") from None
        return content if isinstance(content, str) else ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Texts and keys go to the endpoint that the user named, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect)


def _retry_after(value: str, otherwise: float) -> float:
    """The seconds that a server asks to wait, as a number or a date (RFC 9110, 10.2.3)."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            return otherwise
    return min(max(0.0, seconds), _LONGEST_WAIT) if seconds == seconds else otherwise
