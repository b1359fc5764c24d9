"""`nabla serve`, with a browser that looks at it."""

import http.client
import os
import resource
import signal
import socket
import subprocess
import time
import urllib.parse

from conftest import NABLA

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
    page.wait_for_selector("text=After.", state="attached", timeout=30000)
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
    page.wait_for_selector("text=Mended.", timeout=30000)
    assert problems(page) == ""


def test_pages_come_and_go_with_their_notebooks(browser, preview):
    server = preview(x=notebook("Here."))
    page = opened(browser, server.url + "x.html")
    page.wait_for_selector("text=Here.")
    server.path("x.md").rename(server.path("y.md"))
    page.wait_for_selector("text=There is no such page", timeout=30000)
    other = opened(browser, server.url + "y.html")
    other.wait_for_selector("text=Here.", timeout=30000)
    server.write("x.md", notebook("Back."))
    page.wait_for_selector("text=Back.", timeout=30000)
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
        page.wait_for_selector("text=The end.", timeout=30000)
        page.wait_for_function(
            "!document.querySelector('nabla-problems').shadowRoot.querySelector('pre').textContent")
        assert page.noted == []


def test_tabs_that_nobody_looks_at_keep_no_connection(browser, preview):
    server = preview(x=notebook("Before."))
    context = browser.new_context()

    def turn(page, hidden):
        page.evaluate(
            """hidden => {
              Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }""", hidden)

    pages = []
    for _ in range(9):
        # A browser has six connections for all its tabs.
        pages.append(opened(context, server.url + "x.html"))
        pages[-1].wait_for_selector("text=Before.")
        turn(pages[-1], hidden=True)
    server.write("x.md", notebook("After."))
    turn(pages[0], hidden=False)
    pages[0].wait_for_selector("text=After.", state="attached", timeout=30000)
    assert pages[1].locator("text=Before.").count() == 1
    context.close()


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
    assert server.process.wait(timeout=10) == -signal.SIGINT


def shows(server, path, text):
    """Whether a page says something within some time."""
    deadline = time.time() + 30
    while time.time() < deadline:
        if text in request(server, path)[1]:
            return True
        time.sleep(0.05)
    return False


def test_it_goes_on_when_nobody_reads_what_it_prints(preview):
    server = preview({"stderr": subprocess.PIPE}, x="# x\n")
    mistakes = "\n\n".join(f"`{{value}} no.y{number}`" for number in range(400))
    for number in range(4):
        # More than a pipe holds.
        server.write("x.md", f"# x\n\n{mistakes} {number}\n")
        time.sleep(0.2)
    server.write("x.md", "# x\n\nRead.\n")
    assert shows(server, "/x.html", b"Read.")
    server.process.stderr.close()
    server.write("x.md", "# x\n\n`{value} no.y`\n")
    time.sleep(0.2)
    server.write("x.md", "# x\n\nUnread.\n")
    assert shows(server, "/x.html", b"Unread.")


def test_it_outlives_more_connections_than_it_can_hold(preview):
    few = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))}
    server = preview(few, x="# x\n\nHere.\n")
    place = urllib.parse.urlsplit(server.url)
    held = []
    for _ in range(100):
        try:
            held.append(socket.create_connection((place.hostname, place.port), timeout=1))
        except OSError:
            break
    time.sleep(0.5)
    for connection in held:
        connection.close()
    server.write("x.md", "# x\n\nStill here.\n")
    deadline = time.time() + 30
    while time.time() < deadline:
        try:
            if b"Still here." in request(server, "/x.html")[1]:
                break
        except OSError:
            time.sleep(0.1)
    assert server.process.poll() is None
    assert b"Still here." in request(server, "/x.html")[1]


def test_nonsense_ends_a_connection_and_nothing_else(preview):
    server = preview(x="# x\n\nHere.\n")
    place = urllib.parse.urlsplit(server.url)
    host = f"\r\nHost: {place.netloc}\r\n\r\n".encode()
    for sent in [
        b"\r\n\r\n", b"GET\r\n\r\n", b"\x00\xff\xfe", b"GET /\xff HTTP/1.1" + host,
        b"GET /%zz%00 HTTP/1.1" + host, b"POST / HTTP/1.1\r\nContent-Length: -1" + host,
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked" + host + b"FFFFFFFFFFFFFFFF\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: " + b"x" * 200_000, b"GET /x.html HTTP/1.1" + host + b"GET",
    ]:
        with socket.create_connection((place.hostname, place.port), timeout=5) as connection:
            connection.sendall(sent)
    assert shows(server, "/x.html", b"Here.")


def test_a_port_in_use_is_named(preview):
    server = preview(x="# x\n")
    port = str(urllib.parse.urlsplit(server.url).port)
    second = subprocess.run(
        [NABLA, "serve", "--port", port], cwd=server.folder, capture_output=True, text=True, timeout=60)
    assert second.returncode == 2
    assert second.stderr.endswith(
        f"nabla serve: error: port {port} is in use; choose another with '--port', "
        "or 0 for any that is free\n")


def test_control_c_ends_it_with_pages_attached(browser, preview):
    server = preview(x=notebook("Here."))
    for _ in range(3):
        opened(browser, server.url + "x.html").wait_for_selector("text=Here.")
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=10) == -signal.SIGINT
