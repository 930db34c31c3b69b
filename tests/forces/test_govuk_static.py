"""The built static files, as they are served: hashed names, also where a script imports another."""

import json
import re

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import override_settings

SERVED = {**project.STORAGES, "staticfiles": {"BACKEND": "config.storage.StaticStorage"}}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The folder of collected files, and its table of names."""
    folder = tmp_path_factory.mktemp("served")
    with override_settings(STATIC_ROOT=folder, STORAGES=SERVED):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder, json.loads((folder / "staticfiles.json").read_text())["paths"]


def test_script_and_style_refer_to_hashed_names(served):
    folder, names = served

    script = (folder / names["js/app.js"]).read_text()
    style = (folder / names["dist/app.css"]).read_text()

    imported = names["dist/govuk-frontend.min.js"].removeprefix("dist/")
    assert f'from "../dist/{imported}"' in script
    assert "sourceMappingURL" not in style
    assert all((folder / "dist" / url).exists() for url in re.findall(r"url\(([^)]*)\)", style))


def test_page_asks_for_hashed_names(served, settings):
    folder, names = served
    settings.STATIC_ROOT = folder
    settings.STORAGES = SERVED

    html = render_to_string("500.html")

    for name in ("js/app.js", "dist/app.css", "images/favicon.svg"):
        assert f"/static/{names[name]}" in html


def test_style_is_without_the_font_and_images_of_government(served):
    folder, names = served

    style = (folder / names["dist/app.css"]).read_text()

    for word in ("GDS Transport", "@font-face", "crest", "crown"):
        assert word not in style
