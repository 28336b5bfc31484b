"""`python -m sheets.local --port N [--data-dir DIR]`: the embedded service over HTTP, for this computer only."""

import argparse
import os
from pathlib import Path
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sheets.local.service import LocalService

HOST = "127.0.0.1"
_OWN_NAMES = {"localhost", "127.0.0.1", "[::1]"}
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def application(service: LocalService) -> Starlette:
    """The service as a web application; requests that name another host are refused (DNS rebinding)."""

    async def answer(request: Request) -> Response:
        if _host_name(request.headers.get("host", "")) not in _OWN_NAMES:
            return Response("Only for this computer.\n", status_code=403, media_type="text/plain")
        # Ranges come percent-encoded: the decoded path would split "A1%2FB" where Google does not.
        path = request.scope["raw_path"].decode("ascii").partition("?")[0]
        query = parse_qsl(request.url.query, keep_blank_values=True)
        answered = await run_in_threadpool(service.handle, request.method, path, query, await request.body())
        return Response(answered.content, answered.status, media_type=answered.content_type)

    return Starlette(routes=[Route("/{path:path}", answer, methods=_METHODS)])


def _host_name(host: str) -> str:
    """The name without the port; "[::1]" keeps its brackets."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def main() -> None:
    """Serve the embedded workbook of a folder over HTTP on loopback until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m sheets.local", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="TCP port on 127.0.0.1")
    default = Path(os.environ.get("DVK_DATA_DIR", "data"))
    parser.add_argument("--data-dir", type=Path, default=default, help="folder of workbook.sqlite3 (%(default)s)")
    given = parser.parse_args()
    service = LocalService(given.data_dir / "workbook.sqlite3")
    print(f"Spreadsheet service on http://{HOST}:{given.port}", flush=True)
    uvicorn.run(application(service), host=HOST, port=given.port, log_level="warning")


if __name__ == "__main__":
    main()
