"""The documentation is what the program does: help with an example, a section, a test, and real output."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from danvan_graph.cli import main
from tools import make_docs

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = sorted(main.commands)
EXPECTED = {
    "demo",
    "build",
    "extract",
    "trace",
    "show",
    "find",
    "coverage",
    "query",
    "check",
    "view",
    "stats",
    "export",
    "load",
}


def help_of(*words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--help"], prog_name="danvan", terminal_width=110)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_promised_commands_are_there() -> None:
    assert set(COMMANDS) >= EXPECTED


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_a_summary_and_an_example(name: str) -> None:
    text = help_of(name)
    assert re.search(rf"^ *(\$ )?danvan {name}\b", text, re.MULTILINE), "an example on a line of its own"
    assert main.commands[name].get_short_help_str().strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    silent = [
        option.name for option in main.commands[name].params if isinstance(option, click.Option) and not option.help
    ]
    assert not silent


@pytest.mark.parametrize("name", COMMANDS)
def test_a_test_runs_it(name: str) -> None:
    files = [path for path in (ROOT / "tests").glob("test_*.py") if path.name != "test_docs.py"]
    assert any(re.search(rf"""["']{name}["' ]""", path.read_text(encoding="utf-8")) for path in files)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_has_a_section(name: str) -> None:
    assert f"\n## danvan {name}\n" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_pages_show_the_real_output() -> None:
    """After a change of the program: ``make docs``."""
    assert [path.name for path, now, wanted in make_docs.pages() if now != wanted] == []


def test_the_readme_shows_a_cascade_and_its_evidence() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for expected in (
        "Kết luận 43-KL/TW",
        "Kế hoạch 130-KH/TU",
        "data/documents/ke-hoach-130-khanh-hoa.docx:",
        "259-KH/HU",
    ):
        assert expected in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(row for rows in project["optional-dependencies"].values() for row in rows)]
    names = {re.match(r"[\w.-]+", row)[0] for row in wanted}
    listed = set(
        re.findall(r"^\| `([\w.-]+)`", (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert listed == names


def test_pins_are_plain_and_cover_what_is_asked_for() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=;\[]", row)[0].lower().replace("_", "-") for row in wanted} <= pinned


def test_the_changelog_has_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
