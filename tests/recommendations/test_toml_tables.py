from datetime import date

import pytest

from recommendations.choices import Kind
from recommendations.toml_tables import FileProblem, Table, lines_by_place

TEXT = '''\
top = 1

[one]
key = "a [not.a.header] = text"
long = """
[hidden]
also = "hidden"
"""
list = [
  "x = y",
]

[[many]]
name = "first"

[[many.below]]
deep = 1

[[many.below]]
deep = 2

[[many]]
name = "second"

[[many.below]]
deep = 3
'''


def table(tmp_path, text):
    path = tmp_path / "some.toml"
    path.write_text(text)
    return Table.read(path)


def test_lines_by_place_finds_every_table_and_key():
    lines = lines_by_place(TEXT)

    assert lines == {
        (): 1,
        ("top",): 1,
        ("one",): 3,
        ("one", "key"): 4,
        ("one", "long"): 5,
        ("one", "list"): 9,
        ("many", 0): 13,
        ("many", 0, "name"): 14,
        ("many", 0, "below", 0): 16,
        ("many", 0, "below", 0, "deep"): 17,
        ("many", 0, "below", 1): 19,
        ("many", 0, "below", 1, "deep"): 20,
        ("many", 1): 22,
        ("many", 1, "name"): 23,
        ("many", 1, "below", 0): 25,
        ("many", 1, "below", 0, "deep"): 26,
    }


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("a = 1\nb = = 2\n", 2, "This is not TOML: Invalid value."),
        ("a = 1\na = 2\n", 2, "This is not TOML: Cannot overwrite a value."),
        ('a = """\nnever closed\n', 3, "This is not TOML: Unterminated string."),
    ],
)
def test_a_file_that_is_not_toml_is_refused_with_its_line(tmp_path, text, line, sentence):
    with pytest.raises(FileProblem, match=rf"some\.toml, line {line}: {sentence}"):
        table(tmp_path, text)


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "some.toml"
    path.write_bytes(b'a = 1\nb = "caf\xe9"\n')

    with pytest.raises(FileProblem, match=r"line 2: The file is not in UTF-8\."):
        Table.read(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileProblem, match="The file cannot be read: No such file"):
        Table.read(tmp_path / "some.toml")


@pytest.mark.parametrize(
    ("line", "ask", "sentence"),
    [
        ("key = 1", lambda t: t.text("key"), "key must be a text in quotes"),
        ("key = 'four'", lambda t: t.text("key", longest=3), "3 characters or fewer; it has 4"),
        ("key = ' '", lambda t: t.needed_text("key"), "key is missing"),
        ("key = '2021-07-16'", lambda t: t.day("key"), "key must be a date without quotes"),
        ("key = 2021-07-16T10:00:00", lambda t: t.day("key"), "a date without a time"),
        ("key = true", lambda t: t.number("key"), "key must be a whole number"),
        ("key = 1", lambda t: t.yes("key"), "key must be true or false"),
        ("key = 'x'", lambda t: t.choice("key", Kind), "key must be one of: recommendation, "),
        ("key = 'x'", lambda t: t.texts("key"), "key must be a list of texts"),
        ("key = [1]", lambda t: t.texts("key"), "key must hold texts in quotes"),
        ("key = ['x', 'x']", lambda t: t.texts("key"), "key names something twice"),
        ("key = 1", lambda t: t.table("key"), r"key must be a table: a line \[key\]"),
        ("key = 1", lambda t: list(t.tables("key")), r"key must be tables: a line \[\[key\]\]"),
        ("key = [1]", lambda t: list(t.tables("key")), r"key must be tables: a line \[\[key\]\]"),
        ("key = 1", lambda t: t.finish(), "key is not known here"),
    ],
)
def test_a_key_of_the_wrong_kind_is_refused_on_its_line(tmp_path, line, ask, sentence):
    file = table(tmp_path, f"first = 1\n{line}\n")
    file.asked.add("first")

    with pytest.raises(FileProblem, match=rf"some\.toml, line 2: .*{sentence}"):
        ask(file)


def test_keys_come_back_as_what_they_are(tmp_path):
    file = table(
        tmp_path,
        "text = ' a '\nday = 2021-07-16\nnumber = 3\nyes = true\ntexts = ['a', 'b']\n"
        "[below]\nkey = 1\n[[many]]\nkey = 1\n[[many]]\nkey = 2\n",
    )

    assert file.text("text") == "a"
    assert file.day("day") == date(2021, 7, 16)
    assert file.number("number") == 3
    assert file.yes("yes") is True
    assert file.texts("texts") == ["a", "b"]
    assert file.table("below").number("key") == 1
    assert [row.number("key") for row in file.tables("many")] == [1, 2]
    assert (file.text("none"), file.day("none"), file.yes("none"), file.texts("none")) == (
        "",
        None,
        False,
        [],
    )
    file.finish()
