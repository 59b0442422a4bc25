"""Settings: the defaults, what is refused and in which words, and the example file that documents them."""

import re
from dataclasses import asdict, fields
from datetime import time
from itertools import pairwise
from pathlib import Path

import pytest

from core.calendar import OfficeHours
from service.kinds import Secret
from service.settings import KINDS, BadSetting, Settings, gather, key_of, load

EXAMPLE = Path(__file__).parents[2] / "config.example.env"
TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"

ACCEPTED = {
    "database_url": ("postgresql://clerk:p%40ss@db:5432/nhacviec", "postgresql://clerk:p%40ss@db:5432/nhacviec"),
    "telegram_token": (TOKEN, Secret(TOKEN)),
    "telegram_api": ("http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
    "telegram_proxy": ("http://user:word@proxy:3128", "http://user:word@proxy:3128"),
    "calendar_overrides": ("var/days.toml", Path("var/days.toml")),
    "plans": ("var/plan.toml", Path("var/plan.toml")),
    "daily_cap": ("12", 12),
    "invite_days": ("90", 90),
    "soon_days": ("5", 5),
    "address": ("anh/chị", "anh/chị"),
    "poll_seconds": ("50", 50),
    "tick_seconds": ("1", 1),
    "web_port": ("8090", 8090),
    "web_host": ("0.0.0.0", "0.0.0.0"),
    "web_url": ("https://nhacviec.example.vn/", "https://nhacviec.example.vn"),
    "log_level": ("debug", "DEBUG"),
    "superior": ("UBND tỉnh Cà Mau", "UBND tỉnh Cà Mau"),
    "issuer": ("Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh"),
    "abbreviation": ("BC-VP", "BC-VP"),
    "place": ("Cà Mau", "Cà Mau"),
    "signer": ("Chánh Văn phòng", "Chánh Văn phòng"),
    "office_hours": (
        "07:30-11:45, 13:30-17:15",
        OfficeHours(opens=time(7, 30), lunch_from=time(11, 45), lunch_to=time(13, 30), closes=time(17, 15)),
    ),
}

REFUSED = [
    ("database_url", "mysql://clerk@db/nhacviec"),
    ("database_url", "sqlite://"),
    ("database_url", "sqlite:///:memory:"),
    ("database_url", "sqlite:var/nhacviec.db"),
    ("database_url", "postgresql://db"),
    ("database_url", "postgresql://db:many/nhacviec"),
    ("database_url", "nhacviec.db"),
    ("telegram_token", "123456789"),
    ("telegram_token", "bot123456789:AAbbCCdd"),
    ("telegram_token", "123456789:AAbb CCdd"),
    ("telegram_api", "api.telegram.org"),
    ("telegram_api", "http://api.telegram.org"),
    ("telegram_api", "https://"),
    ("telegram_api", "https://api.telegram.org/?a=b"),
    ("telegram_proxy", "socks5://proxy:1080"),
    ("telegram_proxy", "proxy:3128"),
    ("office_hours", "07:00-17:00"),
    ("office_hours", "13:00-17:00,07:00-11:30"),
    ("office_hours", "07:00-11:30,13:00-25:00"),
    ("office_hours", "7h-11h30,13h-17h"),
    ("daily_cap", "2"),
    ("issuer", "Văn phòng" * 20),
    ("daily_cap", "51"),
    ("invite_days", "0"),
    ("invite_days", "91"),
    ("invite_days", "1.5"),
    ("invite_days", "٣"),
    ("soon_days", "-1"),
    ("soon_days", "three"),
    ("poll_seconds", "51"),
    ("tick_seconds", "61"),
    ("address", "đ" * 31),
    ("web_port", "0"),
    ("web_port", "65536"),
    ("web_host", "nhacviec.example.vn"),
    ("web_url", "http://nhacviec.example.vn"),
    ("web_url", "https://nhacviec.example.vn/?a=b"),
    ("log_level", "loud"),
]


def refused(**given: str) -> str:
    with pytest.raises(BadSetting) as caught:
        load({key_of(name): value for name, value in given.items()})
    return str(caught.value)


def test_nothing_given_is_the_defaults() -> None:
    assert load({}) == Settings()


def test_a_blank_setting_is_not_given() -> None:
    assert load({"NHACVIEC_POLL_SECONDS": " ", "NHACVIEC_TELEGRAM_TOKEN": ""}) == Settings()


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_setting_can_be_given(name: str) -> None:
    given, expected = ACCEPTED[name]
    assert getattr(load({key_of(name): given}), name) == expected


@pytest.mark.parametrize(("name", "given"), REFUSED)
def test_what_is_refused_is_told_in_one_line(name: str, given: str) -> None:
    said = refused(**{name: given})
    assert said.startswith(f"{key_of(name)}: ")
    assert said.endswith(f"hãy ghi {KINDS[name].accepts}")
    assert "\n" not in said


def test_what_was_given_is_shown() -> None:
    assert "“51”" in refused(poll_seconds="51")


@pytest.mark.parametrize("name", ["database_url", "telegram_token", "telegram_proxy"])
def test_what_may_hold_a_secret_is_not_shown(name: str) -> None:
    assert "hush" not in refused(**{name: "ftp://clerk:hush@host"})


def test_all_problems_are_told_together() -> None:
    said = refused(poll_seconds="51", invite_days="0").splitlines()
    assert [line.partition(":")[0] for line in said] == ["NHACVIEC_INVITE_DAYS", "NHACVIEC_POLL_SECONDS"]


def test_an_unknown_setting_is_a_warning_with_the_nearest_known_one() -> None:
    (warning,) = load({"NHACVIEC_OFICE_HOURS": "x"}).warnings
    assert warning == "NHACVIEC_OFICE_HOURS: không có thiết lập này, bỏ qua; có phải là NHACVIEC_OFFICE_HOURS?"


def test_an_unknown_setting_that_resembles_none_is_only_told() -> None:
    assert load({"NHACVIEC_ZZZ": "x"}).warnings == ("NHACVIEC_ZZZ: không có thiết lập này, bỏ qua",)


def test_a_refusal_tells_of_unknown_settings_too() -> None:
    with pytest.raises(BadSetting, match="có phải là NHACVIEC_POLL_SECONDS"):
        load({"NHACVIEC_POLL_SECOND": "5", "NHACVIEC_TICK_SECONDS": "0"})


def test_variables_of_others_are_none_of_our_business() -> None:
    assert load({"PATH": "/bin", "NHACVIEC_CONFIG": "config.env"}).warnings == ()


def test_whoever_needs_the_token_is_told_that_it_is_missing() -> None:
    with pytest.raises(BadSetting, match="NHACVIEC_TELEGRAM_TOKEN: chưa có"):
        _ = load({}).token


def test_no_secret_is_printed() -> None:
    settings = load(
        {
            "NHACVIEC_TELEGRAM_TOKEN": TOKEN,
            "NHACVIEC_DATABASE_URL": "postgresql://clerk:hush@db/nhacviec",
            "NHACVIEC_TELEGRAM_PROXY": "http://clerk:hush@proxy:3128",
        }
    )
    printed = f"{settings} {settings!r} {settings.token} {settings.token!r} {asdict(settings)['telegram_token']}"
    assert TOKEN not in printed
    assert "hush" not in printed
    assert settings.token.reveal() == TOKEN


class TestTheFile:
    def write(self, folder: Path, text: str, name: str = "config.env") -> Path:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_it_is_read_from_the_folder(self, tmp_path: Path) -> None:
        self.write(tmp_path, "# mine\nNHACVIEC_SOON_DAYS=5\n")
        assert load(gather({}, tmp_path)).soon_days == 5

    def test_it_may_be_absent(self, tmp_path: Path) -> None:
        assert gather({}, tmp_path) == {}

    def test_it_may_be_named(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, "NHACVIEC_SOON_DAYS=5", "other.env")
        assert load(gather({"NHACVIEC_CONFIG": str(path)}, Path("/"))).soon_days == 5

    def test_the_environment_wins(self, tmp_path: Path) -> None:
        self.write(tmp_path, "NHACVIEC_SOON_DAYS=5\nNHACVIEC_INVITE_DAYS=9")
        settings = load(gather({"NHACVIEC_SOON_DAYS": "6"}, tmp_path))
        assert (settings.soon_days, settings.invite_days) == (6, 9)

    def test_a_value_is_taken_as_it_stands(self, tmp_path: Path) -> None:
        self.write(tmp_path, "NHACVIEC_DATABASE_URL=postgresql://clerk:pa${HOME}ss@db/n")
        assert load(gather({}, tmp_path)).database_url == "postgresql://clerk:pa${HOME}ss@db/n"

    def test_a_windows_editor_may_have_saved_it(self, tmp_path: Path) -> None:
        self.write(tmp_path, "\ufeffNHACVIEC_SOON_DAYS=5\r\nNHACVIEC_ADDRESS=anh/chị\r\n")
        assert load(gather({}, tmp_path)).address == "anh/chị"

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("NHACVIEC_SOON_DAYS", "không hiểu; hãy ghi TÊN=giá trị"),
            ('NHACVIEC_ADDRESS="đồng chí', "không hiểu; hãy ghi TÊN=giá trị"),
            ("TELEGRAM_TOKEN=hush", "mọi thiết lập bắt đầu bằng NHACVIEC_; TELEGRAM_TOKEN thì không"),
        ],
    )
    def test_a_line_that_says_nothing_is_told_with_its_number(self, tmp_path: Path, line: str, why: str) -> None:
        path = self.write(tmp_path, f"# mine\n{line}\n")
        with pytest.raises(BadSetting) as caught:
            gather({}, tmp_path)
        assert str(caught.value) == f"{path}, dòng 2: {why}"

    def test_a_named_file_must_exist(self, tmp_path: Path) -> None:
        with pytest.raises(BadSetting, match=r"NHACVIEC_CONFIG: không có tệp “none\.env”"):
            gather({"NHACVIEC_CONFIG": "none.env"}, tmp_path)

    def test_it_must_be_text(self, tmp_path: Path) -> None:
        (tmp_path / "config.env").write_bytes(b"NHACVIEC_ADDRESS=\xff\xfe")
        with pytest.raises(BadSetting, match="UTF-8"):
            gather({}, tmp_path)


class TestTheExample:
    def test_it_holds_exactly_the_settings_that_exist(self) -> None:
        documented = re.findall(r"^(NHACVIEC_\w+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
        assert documented == [key_of(field.name) for field in fields(Settings) if field.name in KINDS]

    def test_what_stands_in_it_are_the_defaults(self) -> None:
        settings = load(gather({"NHACVIEC_CONFIG": str(EXAMPLE)}, Path("/")))
        assert settings == Settings()
        assert settings.warnings == ()

    def test_every_setting_is_explained(self) -> None:
        lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
        bare = [line for before, line in pairwise(lines) if "=" in line and before[:2] != "# "]
        assert [line for line in bare if line.startswith("NHACVIEC_")] == []
