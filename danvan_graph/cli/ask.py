"""Commands that answer questions on one directive or body: trace, show, find, coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from danvan_graph.messages import date, say
from danvan_graph.vocab import LEVELS, RELATIONS

from .common import Settings, coloured, common, emit, emit_rows, form, open_store, pass_settings
from .files import emit_bytes, output_option, told_by, writing

if TYPE_CHECKING:
    from danvan_graph.coverage import Coverage
    from danvan_graph.lineage import Lineage
    from danvan_graph.why import Case


class Day(click.ParamType[str]):
    """A date: 2019-06-01, 01/6/2019, or a month or year."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read it as ISO; a year or month means its last day."""
        from danvan_graph import date as dates

        text = str(value).strip()
        if iso := re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text):
            text = "/".join(part for part in (iso[3], iso[2], iso[1]) if part)
        found = dates.DATE.fullmatch(text if "/" in text else f"năm {text}")
        day = dates.read(found).iso if found else None
        if not day:
            self.fail(f"{value}: not a date such as 2019-06-01 or 01/6/2019", param, ctx)
        return day if len(day) == 10 else _last(day)


def _last(day: str) -> str:
    """The last day of a month or year."""
    import calendar

    year, month = int(day[:4]), int(day[5:7] or 12)
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def via_callback(ctx: click.Context | None, _: click.Parameter | None, value: str | None) -> tuple[str, ...]:
    """Names of the links to follow."""
    from danvan_graph.lineage import ALL_VIA, DEFAULT_VIA

    names = re.split(r"[\s,]+", value.strip()) if value else list(DEFAULT_VIA)
    if names == ["all"]:
        return ALL_VIA
    known = {name.lower(): name for name in RELATIONS if name != "issuedBy"}
    wrong = [name for name in names if name.lower() not in known]
    if wrong:
        raise click.BadParameter(f"{', '.join(wrong)}: no such link; take {', '.join(known.values())} or all", ctx)
    return tuple(known[name.lower()] for name in names)


def levels(ctx: click.Context, _: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Levels by their English or Vietnamese names."""
    names = {level: level for level in LEVELS} | {say("vi", level).split(",")[0]: level for level in LEVELS}
    asked = [name.strip().lower() for name in re.split(r",", value)] if value else []
    wrong = [name for name in asked if name not in names]
    if wrong:
        raise click.BadParameter(f"{', '.join(wrong)}: no such level; take {', '.join(LEVELS)}", ctx)
    return tuple(names[name] for name in asked)


via_option = click.option(
    "--via",
    callback=via_callback,
    metavar="LINKS",
    help="Links to follow, by commas, or all. Default: implements,continues,guides.",
)
on_option = click.option(
    "--on", type=Day(), metavar="DATE", help="As of a day: only what was issued by then, and its state on it."
)


@click.command(short_help="Lineage of a directive.")
@click.argument("ref")
@click.option("--up", "direction", flag_value="up", help="What it carries out.")
@click.option("--down", "direction", flag_value="down", help="What carries it out.")
@click.option("--both", "direction", flag_value="both", default="both", help="Both (default).")
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="At most N links from REF.")
@click.option(
    "--level", callback=levels, metavar="LEVEL", help=f"Only this level, or several by commas: {', '.join(LEVELS)}."
)
@click.option(
    "--under", metavar="TERRITORY", help="Only this territory: a name, a path such as lai-chau/phong-tho, or an IRI."
)
@on_option
@via_option
@click.option(
    "--evidence/--no-evidence", default=None, help="Print the sentence behind each link of the tree; also -v."
)
@output_option
@form("tree", "table", "csv", "tsv", "json", "mermaid", "dot", "ttl", "html", "xlsx", "docx")
@common
@pass_settings
def trace(
    settings: Settings,
    ref: str,
    direction: str,
    depth: int | None,
    level: tuple[str, ...],
    under: str | None,
    on: str | None,
    via: tuple[str, ...],
    evidence: bool | None,
    output: str | None,
    form: str,
) -> None:
    r"""Lineage of a directive: what it carries out, and what carries it out, step by step.

    A directive reached twice is shown once; circles are cut and marked. In rows, depth counts links from REF, negative
    towards what REF carries out; days count from its date. An undated directive is kept by --on.

    \b
    danvan trace "25-NQ/TW khóa XI" --down --level district --under "Lai Châu"
    danvan trace "25-NQ/TW khóa XI" -o annex.docx
    """
    from danvan_graph import lineage, lookup

    form, file = told_by(output, form, ("html", "xlsx", "docx", "csv", "tsv", "json", "dot", "ttl"))
    shown = bool(settings.verbosity > 0 if evidence is None else evidence)
    with open_store(settings) as store:
        iri = lookup.directive(store, ref)
        found = lineage.trace(
            store,
            iri,
            up=direction != "down",
            down=direction != "up",
            depth=depth,
            level=level,
            under=lookup.place(store, under) if under else "",
            on=on or "",
            via=via,
            evidence=(shown and form == "tree") or form in ("html", "xlsx"),
        )
        with writing(settings, file):
            _print_lineage(settings, found, form, shown, store)


def _print_lineage(settings: Settings, found: Lineage, form: str, evidence: bool, store: Any) -> None:
    """Print a lineage in one of the formats."""
    from danvan_graph import draw

    if form == "tree":
        from danvan_graph import tree

        for line in tree.lines(found, settings.lang, evidence=evidence):
            styled = click.style(line.text, **_STYLES.get(line.kind, {})) if coloured() else line.text
            click.echo(line.branches + styled)
    elif form in ("mermaid", "dot"):
        emit(getattr(draw, form)(found, settings.lang))
    elif form == "ttl":
        emit(draw.turtle(store, found))
    elif form == "html":
        from danvan_graph import view

        emit(view.html(found, lang=settings.lang))
    elif form in ("xlsx", "docx"):
        from danvan_graph import office

        emit_bytes(getattr(office, f"lineage_{form}")(found, settings.lang))
    else:
        short = ("label", "type", "date", "issuer", "level", "depth", "via", "parent", "days", "state")
        emit_rows(settings, draw.rows(found), draw.COLUMNS, form, short)


_STYLES: dict[str, dict[str, Any]] = {
    "root": {"bold": True},
    "heading": {"fg": "cyan", "bold": True},
    "title": {"dim": True},
    "evidence": {"fg": "green"},
    "refer": {"dim": True},
}


@click.command(short_help="All that is known of one directive or body.")
@click.argument("ref")
@click.option("--on", type=Day(), metavar="DATE", help="State on that day.")
@click.option("--why", is_flag=True, help="Why citations were taken for it, or left open: candidates and reasons.")
@form("text", "json")
@common
@pass_settings
def show(settings: Settings, ref: str, on: str | None, why: bool, form: str) -> None:
    r"""Everything known of one directive or body: facts, relations with the sentences behind them, contradictions.

    \b
    danvan show "11-CTr/HU Phong Thổ"
    danvan show "Huyện ủy Phong Thổ"
    """
    from danvan_graph import lookup, output
    from danvan_graph import show as showing

    with open_store(settings) as store:
        card = showing.card(store, lookup.anything(store, ref), on=on or "", lang=settings.lang)
        weighed = reasons(store, card.iri) if why else ()
    if form == "json":
        extra = {"why": [case.to_dict() for case in weighed]} if why else {}
        emit(output.to_json(card.to_dict() | extra) + "\n")
        return
    for kind, text in showing.lines(card, settings.lang, full=settings.verbosity > 0):
        click.echo(click.style(text, **_STYLES.get(kind, {})) if coloured() else text)
    if why:
        click.echo(settings.say("why") + ":")
        for line in why_lines(weighed, settings.lang):
            click.echo(line)


def reasons(store: Any, iri: str) -> tuple[Case, ...]:
    """The cases in which a thing was weighed."""
    from danvan_graph import why as weighing

    return weighing.cases(store, iri)


def why_lines(cases: tuple[Case, ...], lang: str) -> Iterator[str]:
    """Cases as people read them: the open key, what it was taken for, each candidate with its reasons."""
    from danvan_graph.facts import tail

    if not cases:
        yield f"  {say(lang, 'why:nothing')}"
    for case in cases:
        outcome = say(lang, "why:chosen", tail(case.chosen)) if case.chosen else say(lang, "why:open")
        by = "why:ruled" if case.ruled else "" if case.candidates else "why:by-content"
        yield f"  {tail(case.iri)}: {outcome}" + (f" ({say(lang, by)})" if by else "")
        for one in case.candidates:
            texts = (f"{say(lang, f'reason:{why.code}')} {why.weight:+g}" for why in one.reasons)
            yield f"    {one.score:+.2f}  {tail(one.key.iri)}  {'; '.join(texts)}"


@click.command(short_help="Search titles, numbers, bodies, sentences.")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, metavar="N", help="At most N answers. Default: 20.")
@form("table", "csv", "tsv", "json", "jsonl")
@common
@pass_settings
def find(settings: Settings, words: tuple[str, ...], limit: int, form: str) -> None:
    r"""Search titles, numbers, bodies, then sentences; diacritics, case and uỷ/ủy make no difference.

    \b
    danvan find dan van kheo
    """
    from danvan_graph import find as finding
    from danvan_graph.facts import Facts

    with open_store(settings) as store:
        hits = finding.search(Facts(store), " ".join(words), limit=limit)
    if not hits:
        settings.tell(settings.say("nothing"))
        raise click.exceptions.Exit(1)
    columns = ("iri", "kind", "label", "type", "date", "issuer", "title", "score", "text")
    shown = ("label", "type", "date", "issuer", "title", *(("text",) if any(hit.text for hit in hits) else ()))
    emit_rows(settings, map(finding.row, hits), columns, form, shown)


@click.command(short_help="Who has carried a directive out, who has not.")
@click.argument("ref")
@click.option(
    "--level", callback=levels, default="district", metavar="LEVEL", help="Bodies of this level. Default: district."
)
@click.option("--under", metavar="TERRITORY", help="Bodies under this territory. Default: the whole country.")
@click.option(
    "--branch", type=click.Choice(["party", "state", "front", "military"]), help="Only what this branch issued."
)
@on_option
@via_option
@output_option
@form("table", "csv", "tsv", "json", "jsonl", "html", "xlsx")
@common
@pass_settings
def coverage(
    settings: Settings,
    ref: str,
    level: tuple[str, ...],
    under: str | None,
    branch: str | None,
    on: str | None,
    via: tuple[str, ...],
    output: str | None,
    form: str,
) -> None:
    r"""Who of a level has issued something that carries REF out, who is only mentioned, where nothing was found.

    The roll is of the territories that stood on --on; without it, on 30 June 2025, when districts ended, or on the day
    of REF if later. "Nothing found" speaks of the documents read, not of what a body did.

    \b
    danvan coverage 43-KL/TW --level district --under "Lai Châu"
    danvan coverage 43-KL/TW --under "Lai Châu" -o roll.xlsx
    """
    from danvan_graph import coverage as covering
    from danvan_graph import lineage, lookup, view

    form, file = told_by(output, form, ("html", "xlsx", "csv", "tsv", "json", "jsonl"))

    if len(level) != 1:
        raise click.BadParameter("one level, please", param_hint="--level")
    with open_store(settings) as store:
        iri = lookup.directive(store, ref)
        place = lookup.place(store, under) if under else ""
        found = covering.coverage(store, iri, level=level[0], under=place, on=on or "", branch=branch or "", via=via)
        seen = lineage.trace(store, iri, up=False, under=place, on=on or "", via=via) if form == "html" else None
    with writing(settings, file):
        if seen:
            emit(view.html(seen, lang=settings.lang, mode="grid", coverage=found))
        else:
            _print_coverage(settings, found, form)
    if not found.rows:
        raise click.exceptions.Exit(1)


_SILENT = 12
"""Bodies without anything above which a table names their territories in one paragraph."""


def _print_coverage(settings: Settings, found: Coverage, form: str) -> None:
    """Print a coverage; totals and a bar with the table, on stderr otherwise."""
    from danvan_graph import coverage as covering

    shown = ("organisation", "status", "directive", "date", "days")
    if form == "table":
        head = settings.say(
            "coverage_head",
            found.root.label,
            date(settings.lang, found.root.date),
            settings.say(found.level),
            found.under or settings.say("country"),
            date(settings.lang, found.on),
        )
        click.echo(head + "\n")
    if form == "xlsx":
        from danvan_graph import office

        emit_bytes(office.coverage_xlsx(found, settings.lang))
        return
    silent = [row for row in found.rows if row.status == "nothing_found"]
    brief = form == "table" and len(silent) > _SILENT and settings.verbosity < 1
    listed = [row for row in found.rows if not brief or row.status != "nothing_found"]
    emit_rows(settings, map(covering.row, listed), covering.COLUMNS, form, shown)
    if brief:
        names = ", ".join(row.territory or row.organisation for row in silent)
        click.echo(f"\n{settings.say('nothing_found').capitalize()} ({len(silent)}): {names}")
    total = settings.say(
        "coverage_total",
        found.count("issued"),
        len(found.rows),
        found.share,
        found.count("mentioned"),
        found.count("nothing_found"),
        found.documents,
    )
    if form == "table":
        click.echo("\n" + covering.bar(found, 40) + "\n" + total)
    else:
        settings.tell(total)
