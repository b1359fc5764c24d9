"""The browser, the command and the pages that the tests share.

Playwright drives Debian's Chromium and downloads none of its own.
"""

import os
import pathlib
import re
import shutil
import subprocess

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
NABLA = pathlib.Path(os.environ.get("NABLA", ROOT / ".build/debug/nabla"))
CHROMIUM = os.environ.get("NABLA_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def output(tmp_path_factory):
    """The folder with every page that the project ships."""
    folder = tmp_path_factory.mktemp("output")
    subprocess.run(
        [NABLA, "render", "Notebooks", "--output", folder, "--to", "html,json"],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return folder


def shipped_pages():
    """The names of the pages, known before they are rendered."""
    names = ["index.html"]
    for notebook in sorted((ROOT / "Notebooks").glob("**/*.md")):
        stem = str(notebook.relative_to(ROOT / "Notebooks"))[: -len(".md")]
        head = notebook.read_text().split("\n---\n")[0]
        block = re.search(r"^variants:\n((?:[ ].*\n?)+)", head, re.M)
        variants = re.findall(r"^  ([\w-]+):", block[1], re.M) if block else []
        names += [f"{stem}.{variant}.html" for variant in variants] or [f"{stem}.html"]
    return names


class Preview:
    """A running `nabla serve` with a folder of notebooks of its own."""

    def __init__(self, folder, notebooks):
        self.folder = folder
        (folder / "Notebooks").mkdir()
        for name, text in notebooks.items():
            self.write(name, text)
        self.process = subprocess.Popen(
            [NABLA, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
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

    def start(**notebooks):
        running.append(Preview(tmp_path, {f"{k}.md": v for k, v in notebooks.items()}))
        return running[-1]

    yield start
    for server in running:
        server.process.kill()
        server.process.wait()
