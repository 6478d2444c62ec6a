"""Requests that no person would write: no 500, no fault in the log, and the server goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_server import BEARER, writable

EXPECTED = {200, 201, 204, 303, 304, 400, 401, 403, 404, 405, 406, 413, 415, 431, 503}


@pytest.fixture(scope="module")
def server() -> Iterator[SimpleNamespace]:
    with writable("--timeout", "2", "--max-rows", "100") as running:
        yield running
        log = running.log.read_text(encoding="utf-8")
        assert "Traceback" not in log
        assert httpx.get(running.sparql, params={"query": "ASK {}"}).status_code == 200


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=20) as one:
        yield one


@pytest.fixture
def patient() -> Iterator[SimpleNamespace]:
    """A server whose queries may take long: a query stopped for time would count as a fault."""
    with writable("--timeout", "60", "--max-rows", "100") as running:
        yield running


def test_openapi_by_schemathesis(patient: SimpleNamespace) -> None:
    pytest.importorskip("schemathesis")
    command = Path(sys.executable).with_name("schemathesis")
    done = subprocess.run(
        [
            str(command),
            "run",
            f"{patient.address}/openapi.json",
            "--max-examples=2",
            "--max-time=15",
            # free text is valid by the schema, and no valid SPARQL
            "--exclude-checks=positive_data_acceptance",
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-5000:]


NAMES = (
    "query update default-graph-uri named-graph-uri using-graph-uri graph default format download"
    " lang q class place focus hops run x"
)
PIECES = (
    "SELECT ASK CONSTRUCT DESCRIBE WHERE { } ( ) * ?s ?p . ; FROM NAMED SERVICE GRAPH FILTER LIMIT"
    " -1 VALUES UNDEF BIND AS <http://x/> < > ' \" # \\ zt:Fund place:杭州市 a RAND() 1e999"
    " INSERT DATA { DELETE CLEAR ALL LOAD USING WITH \x00 \ufeff \U0001f600"
)
PATHS = (
    "/sparql /store /store/a/b /search /search.json /doctor /editor /network /page/place/x /"
    " /queries/policies_by_place /queries/policies_in_year.csv /id/policy/x /openapi.json"
    " /.well-known/void /ontology /data/x.ttl"
)
TYPES = (
    "application/x-www-form-urlencoded|application/sparql-query|application/sparql-update"
    "|text/turtle|application/rdf+xml|application/ld+json|multipart/form-data; boundary=x"
    "|multipart/form-data||a/b; x=y"
)
ACCEPTS = ["*/*", "text/html", "text/csv", "text/turtle;q=nan", ",;=", "a/b"]
VALUES = st.one_of(
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join),
    st.text(max_size=30),
    st.sampled_from(["json", "csv", "ttl", "http://x/g", "urn:x", "zh", "en", "杭州"]),
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"]),
    path=st.sampled_from(PATHS.split()),
    pairs=st.lists(st.tuples(st.sampled_from(NAMES.split()), VALUES), max_size=4),
    body=st.one_of(
        VALUES.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=40)
    ),
    media_type=st.sampled_from(TYPES.split("|")),
    accept=st.sampled_from(ACCEPTS),
    known=st.booleans(),
)
def test_any_request_gets_a_proper_status(
    server: SimpleNamespace,
    client: httpx.Client,
    method: str,
    path: str,
    pairs: list[tuple[str, str]],
    body: bytes,
    media_type: str,
    accept: str,
    known: bool,
) -> None:
    query = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in pairs)
    headers = {"Accept": accept, **(BEARER if known else {})}
    if method in ("POST", "PUT"):
        headers["Content-Type"] = media_type
    else:
        body = b""
    answer = client.request(
        method, f"{server.address}{path}?{query}", content=body, headers=headers
    )
    assert answer.status_code in EXPECTED, answer.text
    assert "Traceback (most" not in answer.text
