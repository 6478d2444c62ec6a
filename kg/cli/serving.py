"""The command that serves the graph over HTTP."""

from __future__ import annotations

import click

from kg.cli.console import in_language, say
from kg.errors import StoreError


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise click.UsageError(f"--bind is HOST:PORT, not {text!r}")
    return host.strip("[]") or "127.0.0.1", int(port)


@click.command()
@click.option(
    "--store",
    "location",
    envvar="KG_STORE",
    metavar="DIR",
    help="库目录；缺省用自带的图 · Store directory (default: the packaged graph).  [env: KG_STORE]",
)
@click.option("--bind", default="127.0.0.1:7878", show_default=True, metavar="HOST:PORT")
@click.option(
    "--writable", is_flag=True, help="接受带令牌的更新 · Accept updates that carry the token."
)
@click.option(
    "--token",
    envvar="KG_TOKEN",
    metavar="T",
    help="更新所需的令牌；不给则随机生成 · Token for updates (default: a random one, shown at the"
    " start).  [env: KG_TOKEN]",
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    metavar="S",
    type=click.FloatRange(min=0.1),
    help="查询最多几秒 · Seconds after which a query is stopped.",
)
@click.option(
    "--max-rows",
    default=1_000_000,
    show_default=True,
    type=click.IntRange(min=1),
    help="一次最多几行 · Rows of an answer.",
)
@click.option(
    "--max-body",
    default=10,
    show_default=True,
    type=click.IntRange(min=1),
    help="请求最多几 MiB · MiB of a request.",
)
@click.option(
    "--workers",
    default=8,
    show_default=True,
    type=click.IntRange(min=2),
    help="同时几个查询 · Queries at the same time.",
)
@click.option(
    "--cors", metavar="ORIGIN", help="允许的网页来源，* 为任意 · Origin of pages that may call."
)
@click.option(
    "--service",
    "services",
    multiple=True,
    metavar="URL",
    help="SERVICE 可用的端点 · Endpoint that SERVICE may call; repeatable (default: none).",
)
@click.option(
    "--public",
    metavar="URL",
    help="代理之后对外的地址 · Address seen by the world, behind a proxy.",
)
@click.option("--log-queries", is_flag=True, help="日志写入查询内容 · Write queries into the log.")
@click.option("--open", "open_page", is_flag=True, help="打开浏览器 · Open the browser.")
@click.pass_obj
def serve(
    lang: str,
    location: str | None,
    bind: str,
    writable: bool,
    token: str | None,
    timeout: float,
    max_rows: int,
    max_body: int,
    workers: int,
    cors: str | None,
    services: tuple[str, ...],
    public: str | None,
    log_queries: bool,
    open_page: bool,
) -> None:
    """网页与 SPARQL 端点 · SPARQL endpoint, entity pages, network in the browser.

    /sparql 查询，/store 图存储，/ 网页；访问日志写到 stderr · Queries at /sparql, graph store at
    /store, pages at /; the access log goes to stderr.
    """
    import secrets

    from kg.web.server import serve as run
    from kg.web.settings import MIB, Settings

    if location is not None and location.startswith(("http://", "https://")):
        raise StoreError("serve needs a store directory; an endpoint serves itself")
    host, port = _address(bind)
    if writable and not token:
        token = secrets.token_urlsafe(24)
        say(in_language(lang, f"更新令牌：{token}", f"token for updates: {token}"))
    settings = Settings(
        store=location,
        host=host,
        port=port,
        writable=writable,
        token=token or "",
        timeout=timeout,
        max_rows=max_rows,
        max_body=max_body * MIB,
        workers=workers,
        origin=cors,
        services=services,
        public=public,
        log_queries=log_queries,
    )
    run(settings, click.echo, open_page)
