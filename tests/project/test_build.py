import shutil

import pytest

from scripts import build
from scripts.places import ROOT, Problem


@pytest.fixture
def project(tmp_path):
    """A small project with a style sheet, and the packages of this one."""
    for name in build.PACKAGES:
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "static/scss").mkdir(parents=True)
    (tmp_path / "static/scss/app.scss").write_text("$ink: #0b0c0c;\np { color: $ink; }\n")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def test_build_compiles_the_style_sheet_and_fetches_the_script(project):
    build.build(project)

    dist = project / "static/dist"
    assert (dist / "app.css").read_text().strip() == "p{color:#0b0c0c}"
    assert "initAll" in (dist / "govuk-frontend.min.js").read_text()
    assert "sourceMappingURL" not in (dist / "govuk-frontend.min.js").read_text()
    assert "htmx" in (dist / "htmx.min.js").read_text()


def test_build_fetches_the_fonts_that_letters_are_set_in(project):
    build.build(project)

    fonts = project / "static/dist/fonts"
    assert {path.name for path in fonts.iterdir()} == {name.split("/")[-1] for name in build.FONTS}
    assert (fonts / "Arimo_400Regular.ttf").read_bytes()[:4] == b"\0\1\0\0"


def test_build_does_nothing_when_nothing_changed(project):
    build.build(project)
    (project / "static/dist/app.css").write_text("untouched")

    build.build(project)

    assert (project / "static/dist/app.css").read_text() == "untouched"


def test_build_starts_again_when_a_source_changed(project):
    build.build(project)

    (project / "static/scss/app.scss").write_text("b { color: red; }\n")
    build.build(project)

    assert (project / "static/dist/app.css").read_text().strip() == "b{color:red}"


def test_build_tells_what_is_wrong_with_a_style_sheet(project, capfd):
    (project / "static/scss/app.scss").write_text("p { color: $unknown; }\n")

    with pytest.raises(Problem, match="could not be compiled"):
        build.build(project)

    assert "Undefined variable" in capfd.readouterr().err


def test_clean_leaves_out_source_maps_and_what_leads_nowhere(tmp_path):
    (tmp_path / "here.png").touch()
    text = (
        "a{color:red;background:url(gone.png) no-repeat;margin:0}"
        "b{background:url('here.png')}i{mask:url(\"data:image/svg+xml,x\")}"
        "/*# sourceMappingURL=app.css.map */"
    )

    assert build.clean(text, tmp_path) == (
        "a{color:red;margin:0}b{background:url('here.png')}i{mask:url(\"data:image/svg+xml,x\")}"
    )
