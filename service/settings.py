"""Every setting of the service: read once, checked whole, never changed afterwards.

What is wrong is told all at once, one line each, and no line shows a secret.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from dotenv.parser import Binding, parse_stream

from core.calendar import OfficeHours
from core.standing import DEFAULT_SOON
from core.wording import configuring as words
from service import kinds
from service.kinds import Kind, Secret

PREFIX = "NHACVIEC_"
CONFIG = PREFIX + "CONFIG"
DEFAULT_FILE = "config.env"


class BadSetting(Exception):
    """One line per problem: the setting, what was given unless it is secret, and what is accepted."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`config.example.env` says what each one means. `warnings` tells of settings that nobody knows."""

    database_url: Annotated[str, kinds.DATABASE] = field(default="sqlite:///var/nhacviec.db", repr=False)
    telegram_token: Annotated[Secret | None, kinds.TOKEN] = None
    telegram_api: Annotated[str, kinds.HTTPS] = "https://api.telegram.org"
    telegram_proxy: Annotated[str | None, kinds.PROXY] = field(default=None, repr=False)
    office_hours: Annotated[OfficeHours, kinds.OFFICE_HOURS] = field(default_factory=OfficeHours)
    calendar_overrides: Annotated[Path | None, kinds.FILE] = None
    plans: Annotated[Path | None, kinds.FILE] = None
    daily_cap: Annotated[int, kinds.whole(3, 50)] = 6
    invite_days: Annotated[int, kinds.whole(1, 90)] = 7
    soon_days: Annotated[int, kinds.whole(1, 30)] = DEFAULT_SOON
    address: Annotated[str, kinds.ADDRESS] = "đồng chí"
    superior: Annotated[str, kinds.TITLE] = ""
    issuer: Annotated[str, kinds.TITLE] = ""
    abbreviation: Annotated[str, kinds.TITLE] = ""
    place: Annotated[str, kinds.TITLE] = ""
    signer: Annotated[str, kinds.TITLE] = ""
    poll_seconds: Annotated[int, kinds.whole(1, 50)] = 30
    tick_seconds: Annotated[int, kinds.whole(1, 60)] = 30
    web_port: Annotated[int | None, kinds.whole(1, 65535)] = None
    web_host: Annotated[str, kinds.HOST] = "127.0.0.1"
    web_url: Annotated[str | None, kinds.HTTPS] = None
    log_level: Annotated[str, kinds.one_of("DEBUG", "INFO", "WARNING", "ERROR")] = "INFO"
    warnings: tuple[str, ...] = field(default=(), compare=False)

    @property
    def token(self) -> Secret:
        """For whoever cannot work without it. Raises BadSetting."""
        if self.telegram_token is None:
            raise BadSetting(words.missing(key_of("telegram_token"), kinds.TOKEN.accepts))
        return self.telegram_token


KINDS: Mapping[str, Kind[Any]] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(Settings, include_extras=True).items()
    if hasattr(hint, "__metadata__")
}


def key_of(name: str) -> str:
    return PREFIX + name.upper()


def load(env: Mapping[str, str]) -> Settings:
    """Settings from `NHACVIEC_…` variables; a blank one counts as not given. Raises BadSetting."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, kind in KINDS.items():
        if given := env.get(key_of(name), "").strip():
            try:
                values[name] = kind.read(given)
            except ValueError:
                problems.append(words.refused(key_of(name), given, kind.accepts, secret=kind.secret))
    warnings = tuple(_strangers(env))
    if problems:
        raise BadSetting(*problems, *warnings)
    return Settings(**values, warnings=warnings)


def gather(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What the configuration file in `folder` (or the one that NHACVIEC_CONFIG names) says; the environment wins.

    Raises BadSetting for a file that is named and missing, or that cannot be read.
    """
    named = environ.get(CONFIG, "").strip()
    path = folder / (named or DEFAULT_FILE)
    if named and not path.is_file():
        raise BadSetting(words.no_such_file(CONFIG, named))
    return (_read(path) if path.is_file() else {}) | dict(environ)


def _strangers(env: Mapping[str, str]) -> Iterator[str]:
    known = {CONFIG, *map(key_of, KINDS)}
    for key in sorted(env):
        if key.startswith(PREFIX) and key not in known:
            yield words.unknown(key, _nearest(key))


def _nearest(key: str) -> str | None:
    return next(map(key_of, get_close_matches(key.removeprefix(PREFIX).lower(), KINDS, n=1)), None)


def _read(path: Path) -> dict[str, str]:
    """Values are taken as they stand: a `$` in a password is a `$`."""
    try:
        with path.open(encoding="utf-8-sig") as stream:
            lines = [line for line in parse_stream(stream) if line.key or line.error]
    except (OSError, UnicodeDecodeError):
        raise BadSetting(words.not_text(str(path))) from None
    if wrong := [(line.original.line, why) for line in lines if (why := _what_is_wrong(line))]:
        raise BadSetting(*(words.at_line(str(path), number, why) for number, why in wrong))
    return {line.key: line.value for line in lines if line.key and line.value is not None}


def _what_is_wrong(line: Binding) -> str | None:
    if line.error or line.key is None or line.value is None:
        return words.NOT_UNDERSTOOD
    if not line.key.startswith(PREFIX):
        return words.stranger(line.key, PREFIX)
    return None
