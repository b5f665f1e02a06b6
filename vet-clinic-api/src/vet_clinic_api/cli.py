"""`vet-clinic-api serve` answers requests; `vet-clinic-api openapi` prints what can be asked."""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from vet_core.kernel.settings import SettingsError

_SOURCE_TREE = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except SettingsError as refusal:
        print(f"vet-clinic-api does not start: {refusal}", file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vet-clinic-api", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="answer HTTP requests and websockets")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    serve.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")
    serve.add_argument("--workers", type=int, default=1, help="worker processes (default %(default)s)")
    serve.set_defaults(run=_serve)
    openapi = commands.add_parser("openapi", help="print the OpenAPI document of all domains")
    openapi.add_argument(
        "--check",
        nargs="?",
        const="",
        metavar="FILE",
        help="compare with the file (default openapi.json), exit 1 when stale",
    )
    openapi.set_defaults(run=_openapi)
    return parser


def _serve(options: argparse.Namespace) -> int:
    import uvicorn

    from vet_clinic_api.bootstrap import connect  # noqa: F401 - settings are checked before any worker starts
    from vet_clinic_api.edge.connections import GuardedHttp, GuardedWebSocket

    figures = _shared_figures(options.workers)
    try:
        from vet_clinic_api import main as application

        application.check_environment()
        uvicorn.run(
            "vet_clinic_api.main:serve_app",
            factory=True,
            host=options.host,
            port=options.port,
            workers=options.workers,
            loop="uvloop",
            http=GuardedHttp,
            ws=GuardedWebSocket,
            ws_max_size=65_536,
            ws_ping_interval=20,
            ws_ping_timeout=20,
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=65,
            timeout_graceful_shutdown=15,
        )
    finally:
        if figures is not None:
            shutil.rmtree(figures, ignore_errors=True)
    return 0


def _shared_figures(workers: int) -> str | None:
    """With several workers their figures meet in files; must be decided before prometheus_client is imported."""
    if workers < 2 or os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return None
    folder = tempfile.mkdtemp(prefix="vet-api-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    return folder


def _openapi(options: argparse.Namespace) -> int:
    from vet_clinic_api.main import assemble, chosen

    text = json.dumps(assemble(chosen(None)).openapi(), indent=2, ensure_ascii=False) + "\n"
    if options.check is None:
        sys.stdout.write(text)
        return 0
    written = _written(options.check)
    if written.is_file() and written.read_text(encoding="utf-8") == text:
        return 0
    print(f"{written} is stale. Write it anew: vet-clinic-api openapi > {written}", file=sys.stderr)
    return 1


def _written(named: str) -> Path:
    """The file that was named, else openapi.json here, else the one beside the sources."""
    here = Path(named or "openapi.json")
    return here if named or here.is_file() else _SOURCE_TREE / "openapi.json"


if __name__ == "__main__":
    sys.exit(main())
