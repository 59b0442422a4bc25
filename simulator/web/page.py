"""The page of phones: `index.html` and what lies beside it, always asked for afresh."""

from os import PathLike, stat_result
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parents[1] / "page"
# The only files of the page. Not left to the machine's own table, in which .js may be text/plain.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": ("default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"),
}


class Page(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        name = "index.html" if path == "." else path
        if Path(name).suffix not in TYPES:
            raise HTTPException(404)
        return await super().get_response(name, scope)

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(HEADERS)
        if isinstance(response, FileResponse):
            response.headers["Content-Type"] = TYPES[Path(full_path).suffix]
        return response


def page_routes() -> list[BaseRoute]:
    files = Page(directory=FOLDER, check_dir=False)
    return [Mount("/page", app=files), Route("/", endpoint=files, methods=["GET"])]
