"""Settings: where they are found, what they may say, and what is said of a mistake."""

import datetime as dt

import pytest

from runtut.record import SettingsError
from runtut.settings import Settings, find_settings, read_settings, setting_names


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upward_counts(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    far = write(tmp_path, "runtut.toml", "[runtut]\n")
    assert find_settings(deep) == far
    write(tmp_path / "a", "pyproject.toml", "[tool.other]\n")
    assert find_settings(deep) == far, "a pyproject.toml without our table is passed over"
    near = write(tmp_path / "a", "pyproject.toml", "[tool.runtut]\n")
    assert find_settings(deep) == near
    own = write(tmp_path / "a", "runtut.toml", "[runtut]\n")
    assert find_settings(deep) == own


@pytest.mark.parametrize(
    ("name", "table"),
    [("runtut.toml", "[runtut]"), ("pyproject.toml", "[tool.runtut]"), ("pyproject.toml", "[runtut]")],
)
def test_every_setting(tmp_path, name, table):
    path = write(
        tmp_path,
        name,
        f'{table}\nselect = ["CAL"]\nignore = ["CAL003"]\nfail-on = "warning"\nlang = "id"\nlanguage = "id"\n'
        'baseline = "b.toml"\njobs = 0\nfetch-interval = 2\npublished = 2023-09-12\n',
    )
    assert read_settings(path) == Settings(
        select=("CAL",),
        ignore=("CAL003",),
        fail_on="warning",
        lang="id",
        language="id",
        baseline=tmp_path / "b.toml",
        jobs=0,
        fetch_interval=2.0,
        published=dt.date(2023, 9, 12),
        source=path,
    )


def test_no_settings_are_the_defaults(tmp_path):
    path = write(tmp_path, "runtut.toml", "")
    assert read_settings(path) == Settings(source=path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[runtut]\nselct = []", "no setting 'selct'; did you mean 'select'?"),
        ("[runtut]\nqqq = 1", "no setting 'qqq'; known are select, ignore, fail-on"),
        ("[runtut]\nselect = 'CAL'", "select needs a list of codes"),
        ("[runtut]\nignore = [1]", "ignore needs a list of codes"),
        ("[runtut]\nfail-on = 'bad'", "fail-on needs one of error, warning, note, never, not 'bad'"),
        ("[runtut]\nlang = 'fr'", "lang needs one of id, en, not 'fr'"),
        ("[runtut]\njobs = -1", "jobs needs a whole number, 0 or more, not -1"),
        ("[runtut]\njobs = true", "jobs needs a whole number"),
        ("[runtut]\nfetch-interval = -1", "fetch-interval needs a number of seconds, from 0 to 3600, not -1"),
        ("[runtut]\nfetch-interval = nan", "fetch-interval needs a number of seconds"),
        ("[runtut]\nfetch-interval = true", "fetch-interval needs a number of seconds"),
        ("[runtut]\nbaseline = 1", "baseline needs text, not 1"),
        ("[runtut]\npublished = 'kemarin'", 'published needs a day such as 2023-09-12, a moment, or "today"'),
        ("[runtut]\npublished = 12", "published needs a day"),
        ("select = []", "'select' stands outside [runtut]"),
        ("runtut = 1", "write [runtut]"),
        ("[runtut", "mend the TOML"),
    ],
)
def test_a_mistake_says_file_key_and_what_to_do(tmp_path, text, says):
    path = write(tmp_path, "runtut.toml", text)
    with pytest.raises(SettingsError) as error:
        read_settings(path)
    assert str(error.value).startswith(f"{path}: ")
    assert says in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


def test_every_setting_has_a_meaning():
    assert all(meaning.endswith(".") for _, meaning in setting_names().values())
    assert len(setting_names()) == 9


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("'today'", dt.date(2024, 2, 29)),
        ("'2023-09-12'", dt.date(2023, 9, 12)),
        ("2023-09-12T10:00:00Z", dt.datetime(2023, 9, 12, 10, tzinfo=dt.UTC)),
        ("'2023-09-12T10:00:00Z'", dt.datetime(2023, 9, 12, 10, tzinfo=dt.UTC)),
    ],
)
def test_a_day_of_publication_for_drafts(tmp_path, value, day):
    settings = read_settings(write(tmp_path, "runtut.toml", f"[runtut]\npublished = {value}"))
    assert settings.published_on(dt.date(2024, 2, 29)) == day


def test_the_day_of_publication_is_used_by_check(cli, tmp_path):
    write(tmp_path, "runtut.toml", "[runtut]\npublished = 2023-09-14")
    story = write(tmp_path, "story.txt", "Polisi memeriksa saksi kemarin, Selasa (12/9).")
    assert [each["code"] for each in cli("check", story, "--format", "json").json["stories"][0]["findings"]] == [
        "CAL005"
    ]
    assert cli("check", story, "--published", "2023-09-13", "--format", "json").json["stories"][0]["findings"] == []
