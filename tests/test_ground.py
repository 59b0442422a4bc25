"""What a newcomer stands on: pinned requirements, verbs that exist, and not one address to download from."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
PAGES = sorted(path for path in HOME.glob("*.md")) + sorted(HOME.glob("docs/**/*.md"))
MADE_BY_TOOLS = {".git", ".venv", "var", "build", "__pycache__", "node_modules"}

# In pieces, so that this file is clean too.
DOWNLOADS = re.compile(
    "|".join(
        (
            r"py" r"pi\.org",
            r"python" r"hosted",
            r"npm" r"js\.",
            r"un" r"pkg\.com",
            r"js" r"delivr",
            r"cdn" r"js\.",
            r"fonts\.google" r"apis",
            r"--(extra-)?index" r"-url",
            r"--find" r"-links",
            r"--trusted" r"-host",
            r"--hash" r"=",
        )
    )
)


def names(lock: str) -> dict[str, str]:
    """Normalised name → pinned version; fails on any line that is something else."""
    found = {}
    for line in (HOME / lock).read_text(encoding="utf-8").splitlines():
        pinned = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+]+)", line)
        assert pinned, f"{lock}: {line!r} is not name==version"
        found[normal(pinned[1])] = pinned[2]
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(*keys: str) -> set[str]:
    """The names in one list of requirements of pyproject.toml."""
    table = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    for key in keys:
        table = table[key]
    return {normal(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]) for requirement in table}


def texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(HOME.rglob("*")):
        ours = not any(part in MADE_BY_TOOLS or part.endswith(("_cache", ".egg-info")) for part in path.parts)
        if ours and path.is_file():
            try:
                yield path.relative_to(HOME), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def verbs() -> dict[str, str]:
    """Each verb of the Makefile with its recipe."""
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    return {found[1]: found[2] for found in re.finditer(r"^(\w+):.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)}


class TestRequirements:
    @pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
    def test_a_lock_pins_each_name_once(self, lock: str) -> None:
        assert len(names(lock)) == len((HOME / lock).read_text(encoding="utf-8").splitlines())

    def test_the_service_has_all_it_asks_for(self) -> None:
        assert asked_for("project", "dependencies") <= names("requirements.lock").keys()

    def test_the_tests_have_all_they_ask_for(self) -> None:
        assert asked_for("dependency-groups", "dev") <= names("requirements-dev.lock").keys()

    def test_what_is_tested_is_what_runs(self) -> None:
        assert names("requirements.lock").items() <= names("requirements-dev.lock").items()


def test_nothing_says_where_packages_come_from() -> None:
    assert [str(path) for path, text in texts() if DOWNLOADS.search(text)] == []


class TestMakefile:
    def test_its_verbs_are_few(self) -> None:
        assert verbs().keys() == {"demo", "run", "test", "soak", "check", "format"}

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
    def test_pages_name_only_verbs_that_exist(self, page: Path) -> None:
        named = re.findall(r"`make (\w+)", page.read_text(encoding="utf-8"))
        assert set(named) <= verbs().keys()

    @pytest.mark.parametrize("tool", ["ruff format --check .", "ruff check .", "mypy", "lint-imports", "pytest"])
    def test_check_is_everything(self, tool: str) -> None:
        assert f"/{tool}" in verbs()["check"]

    @pytest.mark.parametrize(("verb", "stamp"), [("demo", "runtime"), ("run", "runtime"), ("test", "dev")])
    def test_each_verb_sets_itself_up(self, verb: str, stamp: str) -> None:
        planned = subprocess.run(["make", "-n", "-B", verb], cwd=HOME, capture_output=True, text=True, check=True)
        wanted = [
            "python3 -m venv .venv",
            "pip install",
            f"touch .venv/.{stamp}",
            f".venv/bin/{'pytest' if verb == 'test' else 'nhacviec'}",
        ]
        places = [planned.stdout.find(step) for step in wanted]
        assert -1 not in places
        assert places == sorted(places)

    def test_an_old_python_is_told_in_one_line(self, tmp_path: Path) -> None:
        command = ["make", "-s", "-f", str(HOME / "Makefile"), "demo", "PYTHON=false"]
        refused = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert refused.stderr.splitlines()[0].startswith("Nhắc Việc needs Python 3.11 or newer")
        assert list(tmp_path.iterdir()) == []


class TestReadme:
    readme = (HOME / "README.md").read_text(encoding="utf-8")

    def test_it_begins_with_two_commands(self) -> None:
        assert re.findall(r"^make (\w+)", self.readme, re.MULTILINE) == ["demo", "test"]

    def test_it_prints_ten_promises(self) -> None:
        assert re.findall(r"^\| (\d+) \|", self.readme, re.MULTILINE) == [str(n) for n in range(1, 11)]

    def test_every_test_that_it_names_exists(self) -> None:
        named = re.findall(r"`(tests/[^`]+)`", self.readme)
        assert [path for path in named if not (HOME / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_door_leaves_libraries_to_their_owners() -> None:
    tree = ast.parse((HOME / "app.py").read_text(encoding="utf-8"))
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    known = {module.partition(".")[0] for module in plain | named}
    assert known & {"alembic", "apscheduler", "sqlalchemy", "telegram"} == set()


def test_the_continuous_check_calls_what_the_readme_calls() -> None:
    script = (HOME / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert script.count("make ") >= 1
    assert "make check" in script
