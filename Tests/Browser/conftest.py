"""The browser, the command and the pages that the tests share.

Playwright drives Debian's Chromium and downloads none of its own.
"""

import atexit
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
NABLA = pathlib.Path(os.environ.get("NABLA", ROOT / ".build/debug/nabla")).resolve()
CHROMIUM = os.environ.get("NABLA_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def launch():
    """Starts another Chromium."""
    with sync_playwright() as playwright:
        running = []

        def start():
            running.append(playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"], timeout=120000))
            return running[-1]

        yield start
        for browser in running:
            browser.close()


@pytest.fixture(scope="session")
def browser(launch):
    return launch()


@functools.cache
def rendered():
    """The folder with every page that the project ships, as a render without options makes them."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="nabla-pages-"))
    atexit.register(shutil.rmtree, folder)
    subprocess.run(
        [NABLA, "render", "Notebooks", "--output", folder, "--to", "html,json"],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def output():
    return rendered()


def shipped_pages():
    """The names of the pages."""
    return sorted(str(page.relative_to(rendered())) for page in rendered().glob("**/*.html"))


class Preview:
    """A running `nabla serve` with a folder of notebooks of its own."""

    def __init__(self, folder, notebooks, **options):
        self.folder = folder
        (folder / "Notebooks").mkdir()
        for name, text in notebooks.items():
            self.write(name, text)
        self.process = subprocess.Popen(
            [NABLA, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True,
            **{"stderr": subprocess.DEVNULL, **options})
        self.url = self.process.stdout.readline().strip()

    def path(self, name):
        return self.folder / "Notebooks" / name

    def write(self, name, text):
        """Writes as editors do: beside the file, and then in its place."""
        partial = self.path(name + ".partial")
        partial.write_text(text)
        partial.rename(self.path(name))


@pytest.fixture
def preview(tmp_path):
    running = []

    def start(options={}, **notebooks):
        running.append(Preview(tmp_path, {f"{k}.md": v for k, v in notebooks.items()}, **options))
        return running[-1]

    yield start
    for server in running:
        server.process.kill()
        server.process.wait()
