"""`latu import`: lists of work communities and roles as an operator has them, all of it or nothing."""

import asyncio
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot import logs
from bot.__main__ import bring_in as command
from bot.__main__ import main
from bot.errors import Misconfigured
from bot.features.imports import KINDS, Outcome, bring_in
from bot.intents import CloseUnit, LinkChannel, ReadAudit, SaveUnit
from bot.lists import LARGEST, read_tables
from bot.model import Caller
from bot.settings import Settings
from bot.views.kinds import Report
from bot.views.text import read
from storage.database import Store
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.serving import QUIET, ROOT

TREE = "fi;sv;en;parent\nKotihoito;Hemvården;;Perusturva\nPerusturva;Grundtrygghet;Social care;\n"
PEOPLE = (
    "email;role;unit\nMaija@kunta.example;Esihenkilö;hemvården\npekka@kunta.example;steward;Kotihoito\n"
    "liisa@kunta.example;luottamusmies;Kotihoito\n"
)


@remembered
async def aino(house: House, member: Member) -> Caller:
    for name, email in (("aino", ADMIN), *((one, f"{one}@kunta.example") for one in ("maija", "pekka", "liisa"))):
        await house.learn(house.person(name), member(name.title(), email))
    return house.person("aino")


async def brings(house: House, path: Path) -> Outcome:
    """As the command does."""
    tables = read_tables(path, KINDS)
    async with house.database.engine.connect() as connection:
        outcome = await bring_in(await house.scene.turn(Store(connection)), tables)
        if not outcome.errors:
            await connection.commit()
    return outcome


def file(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(folder: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "lists.xlsx"
    book.save(path)
    return path


async def tree(house: House) -> list[tuple[str, str, str | None]]:
    async with house.database.transaction() as store:
        return [
            (one.called("fi"), one.called("sv"), one.parent.name if one.parent else None)
            for one in await store.all_units()
        ]


async def people(house: House, unit: int) -> list[tuple[str, str | None]]:
    async with house.database.transaction() as store:
        return [(role.value, one.person.name) for role, one in await store.holders(unit)]


async def test_a_workbook_brings_the_tree_and_its_people_and_a_second_time_changes_nothing(
    house: House, aino: Caller, tmp_path: Path
) -> None:
    lists: dict[str, list[list[object]]] = {
        "Työyhteisöt": [[*line.split(";")] for line in TREE.splitlines()],
        "Roolit": [[*line.split(";")] for line in PEOPLE.splitlines()],
    }
    path = workbook(tmp_path, **lists)
    first = await brings(house, path)
    assert first.errors == []
    assert first.changes == [
        "Sheet “Työyhteisöt”, line 3: Add “Perusturva”.",
        "Sheet “Työyhteisöt”, line 2: Add “Kotihoito” below “Perusturva”.",
        "Sheet “Roolit”, line 2: Role supervisor of “Kotihoito”: Maija@kunta.example.",
        "Sheet “Roolit”, line 3: Role steward of “Kotihoito”: pekka@kunta.example.",
        "Sheet “Roolit”, line 4: Role steward of “Kotihoito”: liisa@kunta.example.",
    ]
    assert await tree(house) == [("Perusturva", "Grundtrygghet", None), ("Kotihoito", "Hemvården", "Perusturva")]
    assert await people(house, 2) == [("steward", "Pekka"), ("steward", "Liisa"), ("supervisor", "Maija")]
    again = await brings(house, path)
    assert (again.changes, again.errors, again.posts) == ([], [], [])
    trail = (await house.ask(aino, ReadAudit())).show
    assert isinstance(trail, Report)
    newest = read(trail.sections[0].items[0].sentence, "fi")
    assert newest == "24.11.2026 klo\xa010.00: Tehtävä annettu. Luottamusmies, Kotihoito: Liisa"


@pytest.mark.parametrize(
    "content",
    [
        TREE.encode("utf-8-sig"),
        TREE.encode("cp1252"),
        TREE.replace(";", ",").encode(),
        TREE.replace(";", "\t").replace("\n", "\r\n").encode(),
        b"sep=;\r\n" + TREE.encode(),
    ],
    ids=["Excel UTF-8", "Excel", "commas", "tabulators", "sep"],
)
async def test_a_csv_is_read_as_spreadsheets_write_it(
    house: House, aino: Caller, tmp_path: Path, content: bytes
) -> None:
    """The trap: Excel in Finland writes semicolons, and letters in an encoding of its own."""
    await brings(house, file(tmp_path, content))
    assert await tree(house) == [("Perusturva", "Grundtrygghet", None), ("Kotihoito", "Hemvården", "Perusturva")]


async def test_what_is_there_is_found_by_any_name_renamed_moved_and_given_to_somebody_else(
    house: House, aino: Caller, tmp_path: Path
) -> None:
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="pekka"), house.channel("C1"))
    await house.ask(aino, SaveUnit(fi="Perusturva", sv="Grundtrygghet"))
    path = file(tmp_path, "fi,sv,parent\nKOTIHOITO,Hemvården,grundtrygghet\nHyvinvointi,Grundtrygghet,\n")
    assert (await brings(house, path)).changes == [
        "Line 3: Name “Perusturva” in fi: “Hyvinvointi”.",
        "Line 2: Name “Kotihoito” in fi: “KOTIHOITO”.",
        "Line 2: Name “Kotihoito” in sv: “Hemvården”.",
        "Line 2: Move “Kotihoito” below “Hyvinvointi”.",
    ]
    assert await tree(house) == [("Hyvinvointi", "Grundtrygghet", None), ("KOTIHOITO", "Hemvården", "Hyvinvointi")]
    given = await brings(house, file(tmp_path, "unit,role,email\nHemvården,chef,maija@kunta.example\n"))
    assert given.changes == ["Line 2: Role supervisor of “KOTIHOITO”: maija@kunta.example, instead of Pekka."]
    assert [one.subject.kind for one in given.posts] == ["handover"]
    assert (await brings(house, path)).changes == []


async def test_every_line_that_stands_in_the_way_is_told_at_once_and_nothing_is_stored(
    house: House, aino: Caller, tmp_path: Path
) -> None:
    await house.ask(aino, SaveUnit(fi="Pesula"))
    await house.ask(aino, CloseUnit(1))
    communities: list[list[object]] = [
        ["fi", "sv", "parent"],
        ["Kotihoito", "Hemvården", ""],
        ["kotihoito", "", ""],
        ["", "", "Kotihoito"],
        ["x" * 101, "", ""],
        ["Koulu; kirjasto", "", ""],
        ["Keittiöt", "", "Ruokapalvelut"],
        ["Pesula", "", ""],
        ["A", "", "B"],
        ["B", "", "A"],
        ['=HYPERLINK("http://x")', "", ""],
        ["HemvÃ¥rd", "", ""],
        [1.5, "", ""],
        ["Koulu", "", "", "Maija"],
    ]
    roles: list[list[object]] = [
        ["email", "role", "unit"],
        ["", "pomo", "Ei ole"],
        ["joku@muualla.example", "deputy", "Kotihoito"],
        ["maija@kunta.example", "deputy", "Kotihoito"],
        ["pekka@kunta.example", "varahenkilö", "Hemvården"],
        ["maija@kunta.example", "hr", "Kotihoito"],
        ["maija@kunta.example", "HR", "Kotihoito"],
    ]
    outcome = await brings(house, workbook(tmp_path, T=communities, R=roles))
    assert [one.removeprefix("Sheet ") for one in outcome.errors] == [
        '“T”, line 11: “=HYPERLINK("http://x")” is a formula: paste it as a value, without = + - @ in front.',
        "“T”, line 12: “HemvÃ¥rd” has broken letters: save the list anew as “CSV UTF-8” or XLSX.",
        "“T”, line 13: “1.5” is no plain text: write it as one.",
        "“T”, line 14: More cells than the first row has columns.",
        "“T”, line 3: “Kotihoito” stands already on line 2: leave one of them out.",
        "“T”, line 4: Write a name in at least one language: fi, sv or en.",
        f"“T”, line 5: “{'x' * 40}…” is longer than 100 characters.",
        "“T”, line 6: “Koulu; kirjasto” has a semicolon: write the name without it.",
        "“T”, line 8: “Pesula” is closed: open it again in the chat first.",
        "“T”, line 13: Write a name in at least one language: fi, sv or en.",
        "“T”, line 7: The parent “Ruokapalvelut” is neither in Latu nor in this file.",
        "“T”, line 9: “A” would belong to itself. The way up: “B”, “A”.",
        "“T”, line 10: “B” would belong to itself. The way up: “A”, “B”.",
        "“R”, line 2: The e-mail is missing.",
        "“R”, line 2: “pomo” is no role: use supervisor, deputy, renewer, leadership, hr, steward.",
        "“R”, line 2: The work community “Ei ole” is neither in Latu nor in this file.",
        "“R”, line 3: Latu knows no member with the e-mail joku@muualla.example. "
        "They write to Latu once, then try again.",
        "“R”, line 5: “Kotihoito” has one deputy, and line 4 names another.",
        "“R”, line 7: The same stands already on line 6: leave one of them out.",
    ]
    assert await tree(house) == [("Pesula", "Pesula", None)]


async def test_nothing_is_moved_below_itself_by_a_list_either(house: House, aino: Caller, tmp_path: Path) -> None:
    await brings(house, file(tmp_path, TREE))
    outcome = await brings(house, file(tmp_path, "fi;parent\nPerusturva;Kotihoito\n"))
    assert outcome.errors == ["Line 2: “Perusturva” would belong to itself. The way up: “Kotihoito”, “Perusturva”."]


async def test_a_line_that_ends_early_has_empty_cells(house: House, aino: Caller, tmp_path: Path) -> None:
    outcome = await brings(house, file(tmp_path, "email;role;unit\nmaija@kunta.example;deputy\n"))
    assert outcome.errors == ["Line 2: The work community “” is neither in Latu nor in this file."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty: its first row names the columns."),
        ("fi;nimi;huom\n", "unknown columns: “nimi”, “huom”. Use en, fi, parent, sv or email, role, unit."),
        ("email;role\n", "missing columns: “unit”."),
        ("fi;sv;fi\n", "a column stands twice in the first row: name each once."),
        ('fi;sv\nKoulu;"Skolan\n', "line 2 cannot be read: check its quotation marks."),
        ("fi\n" + "Koulu\n" * 5001, "has more than 5000 lines: split it."),
        ("x" * (LARGEST + 1), "is larger than 2 MB: split it."),
        ("fi\nKoulu\n".encode("utf-16"), "is UTF-16: save it as XLSX or as “CSV UTF-8”."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old or protected Excel file: save it as XLSX or as “CSV UTF-8”."),
        (b"fi\n\x81\n", "is no text that can be read: save it as “CSV UTF-8” or XLSX."),
        (b"fi\na\0b\n", "is no text that can be read: save it as “CSV UTF-8” or XLSX."),
        (b"PK\x03\x04 nonsense", "is no workbook that can be read: save it as XLSX or CSV."),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(tmp_path: Path, content: str | bytes, sentence: str) -> None:
    with pytest.raises(Misconfigured) as no:
        read_tables(file(tmp_path, content), KINDS)
    assert str(no.value).partition("list.csv")[2].lstrip(": ") == sentence


def test_what_a_workbook_does_not_say_in_plain_cells_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, T=[["fi"], ["=A1"], ["Koulu"]], Ohje=[["Näin täytät"]])
    with pytest.raises(Misconfigured, match="sheet “Ohje”: unknown columns: “näin täytät”"):
        read_tables(path, KINDS)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"] = "fi", "=1+1"
    sheet.merge_cells("A3:B3")
    book.save(path)
    with pytest.raises(Misconfigured, match="has merged cells"):
        read_tables(path, KINDS)
    with pytest.raises(Misconfigured, match="cannot be read: check its name"):
        read_tables(tmp_path / "missing.csv", KINDS)


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, T=[["fi"], ["Koulu"]])
    monkeypatch.setattr("bot.lists.UNPACKED", path.stat().st_size // 2)
    with pytest.raises(Misconfigured, match="is too large once it is unpacked"):
        read_tables(path, KINDS)


async def latu_import(database_url: str, *arguments: str) -> tuple[int | None, str]:
    """The command itself, in a process of its own."""
    env = {**QUIET, "DATABASE_URL": database_url, "LATU_SECRET_KEY": "x" * 32}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "import", *arguments),
        cwd=ROOT,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    return process.returncode, told.decode()


async def test_the_command_stores_all_of_it(house: House, aino: Caller, tmp_path: Path, database_url: str) -> None:
    stored = await latu_import(database_url, str(file(tmp_path, TREE)))
    added = "Line 3: Add “Perusturva”.\nLine 2: Add “Kotihoito” below “Perusturva”.\n"
    assert stored == (0, f"{added}All of this was changed.\n")
    assert len(await tree(house)) == 2


async def test_a_check_tells_the_same_and_stores_nothing(
    house: House, aino: Caller, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LATU_SECRET_KEY", "x" * 32)
    checked = await command(Settings(), file(tmp_path, TREE), check=True)
    assert len(checked.changes) == 2
    assert checked.told(check=True).endswith("\nNothing was changed: this was a check.\n")
    assert await tree(house) == []


@pytest.fixture
def _logs_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is captured here is closed afterwards: later tests could not log there."""
    monkeypatch.setattr(logs, "configure", lambda: None)


@pytest.mark.usefixtures("_logs_as_they_are")
def test_lines_that_are_wrong_are_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def wrong(*_arguments: object, check: bool) -> Outcome:
        return Outcome(changes=["Line 3: Add “Koulu”."], errors=["Line 2: The e-mail is missing."])

    monkeypatch.setattr("bot.__main__.bring_in", wrong)
    monkeypatch.setattr(sys, "argv", ["latu", "import", "list.csv"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().out == (
        "Line 2: The e-mail is missing.\nNothing was changed: mend these lines and try again.\n"
    )


@pytest.mark.usefixtures("_logs_as_they_are")
def test_a_file_that_cannot_be_used_is_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["latu", "import", str(file(tmp_path, "nimi\n"))])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("list.csv: unknown columns: “nimi”.")
