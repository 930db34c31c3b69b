"""The built static files, as they are served: hashed names, also where a script imports another."""

import json
import re

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string


@pytest.fixture
def served(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_static_files_are_found_by_their_hashed_names(served):
    names = json.loads((served / "staticfiles.json").read_text())["paths"]

    script = (served / names["js/app.js"]).read_text()
    imported = names["dist/govuk-frontend.min.js"].removeprefix("dist/")
    style = (served / names["dist/app.css"]).read_text()
    assert f'from "../dist/{imported}"' in script
    assert "sourceMappingURL" not in style
    assert all((served / "dist" / url).exists() for url in re.findall(r"url\(([^)]*)\)", style))


def test_page_asks_for_the_hashed_names(served):
    names = json.loads((served / "staticfiles.json").read_text())["paths"]

    html = render_to_string("500.html")

    for name in ("js/app.js", "dist/app.css", "images/favicon.svg"):
        assert f"/static/{names[name]}" in html


def test_style_is_without_the_government_s_own_font_and_images(served):
    style = (served / "dist/app.css").read_text()

    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert "crest" not in style
    assert "crown" not in style
