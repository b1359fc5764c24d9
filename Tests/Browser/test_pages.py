"""Every page that the project ships, opened as a reader opens it."""

import json
import re
import shutil
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import shipped_pages


@pytest.fixture
def open_page(browser, output, request):
    """Opens a page; returns it with what it logged and what it asked for."""
    contexts = []

    def open(name, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.noted = []
        page.on("console", lambda message: page.noted.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.noted.append(f"error: {error}"))
        address = (output / name).as_uri()
        page.on(
            "request",
            lambda sent: sent.url in (address,) or sent.url.startswith("data:")
            or page.noted.append(f"request: {sent.url}"))
        page.goto(address)
        return page

    yield open
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", shipped_pages())
def test_a_page_logs_nothing_and_asks_for_nothing(open_page, name):
    page = open_page(name)
    page.wait_for_load_state("networkidle")
    assert page.noted == []
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("name", shipped_pages())
def test_nothing_overflows_at_360_pixels(open_page, name):
    page = open_page(name, viewport={"width": 360, "height": 740})
    wide = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((element) => {
          if (element.closest(".scroll, .formula, pre, svg, .katex, .skip")) return false;
          return element.getBoundingClientRect().right > innerWidth + 1;
        }).map((element) => element.outerHTML.slice(0, 120))""")
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", shipped_pages())
def test_axe_finds_no_violation(open_page, name, scheme):
    page = open_page(name, color_scheme=scheme)
    violations = Axe().run(page).response["violations"]
    found = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in violations]
    assert found == []


@pytest.mark.parametrize("name", shipped_pages())
def test_the_keyboard_reaches_everything_that_scrolls_or_leads_somewhere(open_page, name):
    page = open_page(name, viewport={"width": 360, "height": 740})
    unreachable = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((element) => {
          if (element.closest(".katex, svg")) return false;
          const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX)
            && element.scrollWidth > element.clientWidth + 1;
          return (scrolls && element.tabIndex < 0) || (element.matches("a[href]") && element.tabIndex < 0);
        }).map((element) => element.outerHTML.slice(0, 120))""")
    assert unreachable == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("name", [name for name in shipped_pages() if name != "index.html"])
def test_the_print_has_pages_and_the_values_as_text(open_page, output, tmp_path, name):
    page = open_page(name)
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True).stdout
    pages = text.count("\f")
    characters = len(page.locator("main").inner_text())
    assert 1 <= pages <= 2 + characters / 1000, "neither cut off nor torn apart"
    flat = re.sub(r"\s", "", text)
    for shown in page.locator("p data.value, li data.value").all_inner_texts():
        assert re.sub(r"\s", "", shown) in flat
    data = json.loads((output / name.replace(".html", ".json")).read_text())
    for statement in data["statements"]:
        assert re.sub(r"\s", "", statement["stated"].replace("-", "−", 1)
                      if statement["stated"].startswith("-") else statement["stated"]) in flat
