"""Files that the bot or a person has uploaded."""

from dataclasses import dataclass
from pathlib import PurePath

from simulator.store import Store

FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "video": "videos", "audio": "music"}


@dataclass(frozen=True, kw_only=True)
class File:
    id: int
    kind: str
    name: str
    mime: str
    size: int

    @property
    def file_id(self) -> str:
        return f"sim-{self.kind}-{self.id}"

    @property
    def unique_id(self) -> str:
        return f"u{self.id}"

    @property
    def path(self) -> str:
        return f"{FOLDERS[self.kind]}/file_{self.id}{PurePath(self.name).suffix}"


class Files:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *, kind: str, name: str, mime: str, data: bytes) -> File:
        file_id = self._store.run(
            "INSERT INTO files (kind, name, mime, size, data) VALUES (?, ?, ?, ?, ?)",
            kind,
            name,
            mime,
            len(data),
            data,
        )
        return File(id=file_id, kind=kind, name=name, mime=mime, size=len(data))

    def get(self, file_id: int) -> File | None:
        row = self._store.one("SELECT id, kind, name, mime, size FROM files WHERE id = ?", file_id)
        return File(**dict(row)) if row else None

    def find(self, file_id: str) -> File | None:
        """By the id that the Bot API gave out."""
        number = file_id.rpartition("-")[2]
        found = self.get(int(number)) if number.isascii() and number.isdigit() else None
        return found if found is not None and found.file_id == file_id else None

    def data(self, file: File) -> bytes:
        row = self._store.one("SELECT data FROM files WHERE id = ?", file.id)
        return bytes(row["data"]) if row else b""
