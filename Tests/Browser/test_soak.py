"""A long session with `nabla serve`: many edits, half of them broken, seen by two browsers.

`make soak` runs 500 edits and prints what it measured; among the other tests there are fewer.
"""

import os
import random
import statistics
import time

import pytest
from conftest import ROOT
from playwright.sync_api import TimeoutError

EDITS = int(os.environ.get("NABLA_EDITS", 40))

# Notes when a text appears, on the page or among the problems on top of it.
WATCH = """() => {
  window.seen = {};
  const note = (text) => {
    for (const [mark] of text.matchAll(/Edit\\d+\\./g)) window.seen[mark] ??= Date.now();
  };
  const problems = document.querySelector("nabla-problems").shadowRoot;
  const look = () => { note(document.body.textContent); note(problems.textContent); };
  for (const root of [document.body, problems]) {
    new MutationObserver(look).observe(root, { childList: true, subtree: true, characterData: true });
  }
}"""


def notebook(number, broken):
    """The exercise of the course with a mark in it, and a mistake if it is to be broken."""
    text = (ROOT / "Notebooks/gradient-checking.md").read_text()
    head, body = text.split("\n---\n", 1)
    mistake = random.choice([
        "`{value} deep.differense`", "$\\frac{1$", "<!-- only: buggy -->", "```gradcheck id=deep\n",
        "[Table](#tbl:nowhere)", "![](missing.png)",
    ])
    return f"{head}\n---\n\nEdit{number}. {mistake if broken else ''}\n{body}"


def resident(process):
    """How many megabytes a process holds in memory."""
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def shows(page, mark):
    try:
        page.wait_for_function("mark => window.seen[mark]", arg=mark, timeout=20000, polling=20)
        return page.evaluate("mark => window.seen[mark]", mark)
    except TimeoutError:
        pytest.fail(f"{page.url} never showed {mark}")


def test_a_long_session_ends_at_the_right_pages(launch, preview, capsys):
    random.seed(1)
    server = preview({"stderr": open(os.devnull, "w")}, x=notebook(0, False), y="# Other\n\nHere.\n")
    pages, browsers = [], [launch() for _ in range(2)]
    for browser, variant in zip(browsers, ["correct", "buggy"]):
        page = browser.new_page()
        page.noted = []
        page.on("pageerror", lambda error, page=page: page.noted.append(str(error)))
        page.goto(server.url + f"x.{variant}.html")
        page.wait_for_selector("text=Edit0.")
        page.evaluate(WATCH)
        pages.append(page)
    other = browsers[0].new_page()
    other.goto(server.url + "y.html")
    memory, times, name = [resident(server.process)], [], "y.md"
    for number in range(1, EDITS + 1):
        written = time.time()
        server.write("x.md", notebook(number, broken=number % 2 == 0))
        if number % 10 < 5:
            # Seen by both before the next one; the others come as fast as they can be written.
            times += [shows(page, f"Edit{number}.") / 1000 - written for page in pages]
        else:
            time.sleep(random.uniform(0, 0.2))
        if number % 10 == 0:
            server.path(name).unlink()
        elif number % 10 == 3:
            server.write("y.md", f"# Other\n\nBack{number}.\n")
            name = "y.md"
        elif number % 10 == 7:
            server.path(name).rename(server.path("z.md"))
            name = "z.md"
        assert server.process.poll() is None, "the preview is still there"
        memory.append(resident(server.process))
    server.write("x.md", notebook(EDITS + 1, broken=False))
    server.write("y.md", "# Other\n\nThe end.\n")
    for page in pages:
        shows(page, f"Edit{EDITS + 1}.")
        page.wait_for_function(
            "!document.querySelector('nabla-problems').shadowRoot.querySelector('pre').textContent")
        assert page.locator("p", has_text=f"Edit{EDITS + 1}.").count() == 1
        assert page.noted == []
    other.wait_for_selector("text=The end.", timeout=20000)
    fresh = browsers[1].new_page()
    for page in pages:
        fresh.goto(page.url)
        text = "document.querySelector('main').innerText"
        assert fresh.evaluate(text) == page.evaluate(text), "as who comes later sees it"
    middle = max(memory[len(memory) // 4:len(memory) // 2])
    assert EDITS < 200 or memory[-1] < middle * 1.1 + 8, "memory stays flat"
    with capsys.disabled():
        print(
            f"\n{EDITS} edits: memory {memory[0]:.0f}, {memory[len(memory) // 2]:.0f}, "
            f"{memory[-1]:.0f} MB at the start, in the middle and at the end; edit to screen "
            f"{statistics.median(times) * 1000:.0f} ms, slowest {max(times) * 1000:.0f} ms")
