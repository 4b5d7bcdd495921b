"""Messages in Indonesian and English: all translated, compiled, and with the same fields; the program speaks both."""

import importlib.util
import string
from pathlib import Path

import click
import pytest

from runtut.cli import runtut
from runtut.cli.groups import every_command
from runtut.i18n import LANGUAGES, translate
from runtut.rules.catalogue import catalogue

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def catalogues():
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_compiled(catalogues, language):
    assert list(catalogues.faults(language)) == []


def test_a_missing_translation_and_a_lost_field_are_faults(catalogues, monkeypatch):
    made = catalogues.updated("id")
    made["{count} errors"].string = ""
    made["told to {name}"].string = "kepada {siapa}"
    monkeypatch.setattr(catalogues, "updated", lambda _: made)
    faults = "\n".join(catalogues.faults("id"))
    assert "no translation of '{count} errors'" in faults
    assert "the fields of 'kepada {siapa}'" in faults
    assert "not current" in faults


@pytest.mark.parametrize("entry", catalogue(), ids=lambda e: e.rule.code)
def test_rules_speak_indonesian(entry):
    rule = entry.rule
    for template in filter(None, (rule.message, rule.detail, *rule.fixes, entry.page.what, entry.page.silent)):
        said = translate(template, "id")
        bare = not any(c.isalpha() for literal, *_ in string.Formatter().parse(template) for c in literal)
        assert said != template or bare, f"{template!r} has no Indonesian"


@pytest.fixture
def spoken(cli, monkeypatch):
    """Run the command line in a folder with one story that does not fit."""
    Path("naskah.txt").write_text("Sidang digelar Senin (12/9/2023).", encoding="utf-8")

    def run(*args, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        made = cli(*args)
        return made.out + made.err

    return run


CHECK = ("check", "naskah.txt")


@pytest.mark.parametrize(
    ("args", "environment", "says"),
    [
        (CHECK, {}, "Monday and 12 September 2023 do not match"),
        (CHECK, {"LANG": "C.UTF-8"}, "Monday and 12 September 2023 do not match"),
        (CHECK, {"LANG": "id_ID.UTF-8"}, "Senin dan 12 September 2023 tidak cocok"),
        (CHECK, {"LC_ALL": "id_ID"}, "1 berita: 1 galat"),
        (CHECK, {"LC_ALL": "en_US.UTF-8", "LANG": "id_ID.UTF-8"}, "1 story: 1 error"),
        (CHECK, {"LC_ALL": "en_US.UTF-8", "RUNTUT_LANG": "id"}, "1 berita: 1 galat"),
        ((*CHECK, "--lang", "id"), {"RUNTUT_LANG": "en"}, "1 berita: 1 galat"),
        ((*CHECK, "--lang=en"), {"RUNTUT_LANG": "id"}, "1 story: 1 error"),
        (("check", "--lang", "id", "--help"), {}, "Periksa berita"),
        (("check", "--help"), {"LANG": "id_ID.UTF-8"}, "--select KODE"),
        (("check", "--help"), {}, "--select CODES"),
        (("--help",), {"LANG": "id_ID.UTF-8"}, "Pemakaian: runtut [OPSI] PERINTAH"),
        (("rules", "CAL001"), {"LANG": "id_ID.UTF-8"}, "Mengapa: salah satunya salah ketik"),
        (("check", "tiada.txt"), {"LANG": "id_ID.UTF-8"}, "tiada.txt: berkas atau folder tidak ada; periksa jalurnya"),
        (("check", "tiada.txt", "--format", "json"), {"LANG": "id_ID"}, '"message": "tiada.txt: berkas atau folder'),
        (("check", "--salah"), {"LANG": "id_ID.UTF-8"}, "Tidak ada opsi '--salah'"),
        ((*CHECK, "--jobs", "-1"), {"LANG": "id_ID.UTF-8"}, "-1 tidak termasuk dalam rentang x>=0"),
        ((*CHECK, "--baseline", "b"), {"LANG": "id_ID.UTF-8"}, "buat dengan --write-baseline"),
    ],
)
def test_the_program_speaks_as_the_locale_says(spoken, args, environment, says):
    assert says in " ".join(spoken(*args, **environment).split())


def test_the_language_ends_with_the_command(spoken):
    import gettext
    import os

    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    spoken("check", "--help", LANG="id_ID.UTF-8")
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before


def test_a_placeholder_is_not_left_in_the_language_of_the_first_call():
    """click words the placeholder of a path when the option is made: the module may first be loaded in Indonesian."""
    for context, command in every_command(click.Context(runtut, info_name="runtut")):
        for parameter in command.params:
            if isinstance(parameter.type, click.Path):
                assert parameter.metavar, f"{context.command_path} {parameter.name}: give it a metavar"
