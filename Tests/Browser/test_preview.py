"""`nabla serve`, with a browser that looks at it."""

import http.client
import os
import signal
import time
import urllib.parse

CHECK = """
```gradcheck id=line
model: linear
x: 2
theta: 4
```
"""


def notebook(words, lines=80):
    filling = "\n\n".join(f"Paragraph {number}." for number in range(lines))
    return f"# Title\n\n{words}\n\n{filling}\n{CHECK}\nIt is `{{value}} line.grad`.\n"


def opened(browser, address):
    page = browser.new_page()
    page.noted = []
    page.on("pageerror", lambda error: page.noted.append(str(error)))
    page.goto(address)
    return page


def problems(page):
    return page.evaluate(
        "document.querySelector('nabla-problems').shadowRoot.querySelector('pre').textContent")


def test_an_edit_shows_without_a_reload_and_keeps_the_scroll_position(browser, preview):
    server = preview(x=notebook("Before."))
    page = opened(browser, server.url + "x.html")
    page.wait_for_selector("text=Before.")
    page.evaluate("() => { window.isSame = true; scrollTo(0, 900); }")
    server.write("x.md", notebook("After."))
    page.wait_for_selector("text=After.", state="attached", timeout=5000)
    assert page.evaluate("window.isSame && scrollY") == 900
    assert page.noted == []
    assert "<script" not in (server.folder / "Output/x.html").read_text()


def test_a_broken_notebook_keeps_its_page_with_the_diagnostics_on_top(browser, preview):
    server = preview(x=notebook("Good."))
    page = opened(browser, server.url + "x.html")
    page.wait_for_selector("text=Good.")
    server.write("x.md", notebook("Broken: `{value} line.grat`."))
    page.wait_for_function(
        "document.querySelector('nabla-problems').shadowRoot.querySelector('pre').textContent")
    text = problems(page)
    assert "x.md:3:" in text and "did you mean 'grad'?" in text
    assert "Broken: `{value} line.grat`." in text, "the source line"
    assert page.locator("text=Good.").count() == 1
    late = opened(browser, server.url + "x.html")
    assert problems(late) == text, "who comes later sees it too"
    server.write("x.md", notebook("Mended."))
    page.wait_for_selector("text=Mended.", timeout=5000)
    assert problems(page) == ""


def test_pages_come_and_go_with_their_notebooks(browser, preview):
    server = preview(x=notebook("Here."))
    page = opened(browser, server.url + "x.html")
    page.wait_for_selector("text=Here.")
    server.path("x.md").rename(server.path("y.md"))
    page.wait_for_selector("text=There is no such page", timeout=5000)
    other = opened(browser, server.url + "y.html")
    other.wait_for_selector("text=Here.", timeout=5000)
    server.write("x.md", notebook("Back."))
    page.wait_for_selector("text=Back.", timeout=5000)
    other.goto(server.url)
    assert other.locator("a").all_inner_texts()[-2:] == ["Title", "Title"]


def test_fifty_quick_edits_half_of_them_broken_end_at_the_right_page(browser, preview):
    server = preview(x=notebook("Start."))
    pages = [opened(browser, server.url + "x.html") for _ in range(2)]
    for number in range(50):
        server.write("x.md", notebook(f"Edit {number}." + (" `{value} no.such`" if number % 2 else "")))
        time.sleep(0.03)
    server.write("x.md", notebook("The end."))
    for page in pages:
        page.wait_for_selector("text=The end.", timeout=20000)
        page.wait_for_function(
            "!document.querySelector('nabla-problems').shadowRoot.querySelector('pre').textContent")
        assert page.noted == []


def request(server, path, **headers):
    place = urllib.parse.urlsplit(server.url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    connection.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_requests_of_strangers_are_refused(preview):
    server = preview(x="# x\n")
    deadline = time.time() + 10
    while request(server, "/x.html")[0] != 200 and time.time() < deadline:
        time.sleep(0.05)
    for headers in [
        {"Host": "evil.example"}, {"Host": "127.0.0.1"}, {"Origin": "http://evil.example"},
        {"Origin": "null"}, {"Host": "127.0.0.1:1"},
    ]:
        assert request(server, "/x.html", **headers)[0] == 403, headers
    assert request(server, "/x.html", Origin=server.url.rstrip("/"))[0] == 200


def test_nothing_outside_of_the_output_folder_is_served(preview):
    server = preview(x="# x\n")
    (server.folder / "secret.txt").write_text("secret")
    (server.folder / "Output").mkdir(exist_ok=True)
    (server.folder / "Output/plain.txt").write_text("plain")
    (server.folder / "Output/.hidden").write_text("secret")
    os.symlink("../secret.txt", server.folder / "Output/link.txt")
    assert request(server, "/plain.txt") == (200, b"plain")
    for path in [
        "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/link.txt", "/.hidden",
        "//etc/passwd", "/Output/../../secret.txt", "/..%5csecret.txt", "/plain.txt%00",
    ]:
        status, body = request(server, path)
        assert status in (400, 404) and b"secret" not in body and b"root:" not in body, path


def test_control_c_ends_it_at_once(preview):
    server = preview(x="# x\n")
    server.process.send_signal(signal.SIGINT)
    server.process.wait(timeout=2)
