"""A file that somebody sent: the messenger keeps it, we keep what it is called and by which id it is had again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class FileKind(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """`file_id` means something only to the messenger `channel`; `size` is in bytes, where it is told."""

    channel: str
    kind: FileKind
    file_id: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**{**stored, "kind": FileKind(stored["kind"])})
