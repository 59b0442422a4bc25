"""Files as the people open them: pictures on the page, everything else only as a download."""

from urllib.parse import quote

from starlette.responses import Response

from simulator.rows.files import File

# By its first bytes and not by its name: what a bot or a person calls a picture may be a page.
SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


def picture(file: File, data: bytes) -> Response:
    kind = next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), None)
    shown = "inline" if kind else "attachment"
    headers = {
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(file.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
    }
    return Response(data, headers=headers, media_type=kind or "application/octet-stream")
