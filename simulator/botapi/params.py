"""What a call carries: form fields (all strings), JSON values or files, read by the type needed."""

import json
from dataclasses import dataclass, field
from typing import Any

from simulator.botapi.errors import bad_request

# A form carries these as JSON in a string.
NESTED = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "commands",
        "entities",
        "link_preview_options",
        "menu_button",
        "reply_markup",
        "reply_parameters",
        "scope",
    }
)


@dataclass(frozen=True, kw_only=True)
class Upload:
    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Params:
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        text = value if isinstance(value, str) else json.dumps(value)
        if not _is_unicode(text):
            raise bad_request("strings must be encoded in UTF-8")
        return text

    def number(self, name: str, default: int = 0) -> int:
        if not self.has(name):
            return default
        number = _number(self.text(name))
        if number is None:
            raise bad_request(f"invalid {name} specified")
        return number

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1", "yes"}

    def nested(self, name: str, kind: type) -> Any:
        """The JSON value of this kind (dict or list), or an empty one."""
        value = self.values.get(name)
        if isinstance(value, str) and value:
            value = _json(name, value)
        if value in (None, ""):
            return kind()
        if not _is_unicode(json.dumps(value, ensure_ascii=False)):
            raise bad_request("strings must be encoded in UTF-8")
        if not isinstance(value, kind):
            raise bad_request(f"can't parse {name}: unexpected type of the JSON value")
        return value

    def chat_id(self) -> int | None:
        """The number in `chat_id`; None for a name or for nothing."""
        return _number(str(self.values.get("chat_id", "")))

    def upload(self, name: str) -> Upload | None:
        attached = self.text(name).removeprefix("attach://")
        return self.files.get(name) or self.files.get(attached)

    def shown(self) -> dict[str, Any]:
        """For the call log: nested values opened, files by name and size."""
        opened = {name: _opened(name, value) for name, value in self.values.items()}
        files = {name: {"file_name": file.name, "size": len(file.data)} for name, file in self.files.items()}
        return _storable({**opened, **files})


def _opened(name: str, value: Any) -> Any:
    if isinstance(value, str):
        if name.endswith("_id") and (number := _number(value)) is not None:
            return number
        if name in NESTED:
            try:
                return json.loads(value)
            except ValueError:
                return value
    return value


def _storable(value: dict[str, Any]) -> dict[str, Any]:
    """The same, with a question mark for each half of a surrogate pair."""
    clean: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    return clean


def _number(text: str) -> int | None:
    """None for what is no number of 64 bits, which is all that ids can be."""
    if not text.removeprefix("-").isdecimal() or len(text) > 19:
        return None
    return int(text)


def _json(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
