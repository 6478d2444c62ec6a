"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of `kg serve`.

    Parameters
    ----------
    store : a directory that `kg build --store` made, or None for the packaged graph.
    host, port : where to listen.
    writable : accept updates from those who know the token.
    token : the secret that updates need.
    timeout : seconds after which a query is stopped.
    max_rows : a SELECT, CONSTRUCT or DESCRIBE gets at most this many solutions.
    max_bytes : an answer that grows longer is broken off, so that no client takes it for whole.
    max_query, max_body : bytes of a query text and of a request.
    max_memory : bytes that a worker may take beyond what its store needs.
    workers : how many queries run at the same time.
    waiting : how many more may wait for their turn, and `patience` for how many seconds.
    origin : origin that browsers may call from (CORS), ``*`` for any, None for none.
    services : addresses that SERVICE may call; none by default.
    public : address under which the world sees the server, when a proxy stands before it.
    log_queries : write the text of queries into the access log.
    """

    store: str | None = None
    host: str = "127.0.0.1"
    port: int = 7878
    writable: bool = False
    token: str = ""
    timeout: float = 30
    max_rows: int = 1_000_000
    max_bytes: int = 512 * MIB
    max_query: int = MIB // 4
    max_body: int = 10 * MIB
    max_memory: int = 1024 * MIB
    workers: int = 8
    waiting: int = 256
    patience: float = 10
    origin: str | None = None
    services: tuple[str, ...] = ()
    public: str | None = None
    log_queries: bool = False
