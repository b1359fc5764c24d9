"""Renders one notebook with Nabla, with nbconvert, and with R Markdown.

    python3 Benchmarks/documents.py NABLA PYTHON NOTEBOOK

NABLA is the command, PYTHON an interpreter that may have nbconvert, ipykernel and numpy. The peers get
NOTEBOOK in their own form: the same prose and formulas, the same two checks, and the same table. They
make a page of one variant, Nabla pages of all. Whole processes are timed, in turns, and the best of
each counts; Nabla's caches are in place.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TURNS = 5
# How many times longer each peer has to take.
LIMITS = {"R Markdown": 10, "nbconvert": 40}

PYTHON_CELLS = {
    "line": "print(gradient_check(2, 4))",
    "deep": "print(difference)",
    "table": "for row in rows[25:43]:\n    print('%.10f  %.10f  %.10f  %.10f' % row)",
}
R_CHUNKS = {
    "line": "gradient_check(2, 4)",
    "deep": "check$difference",
    "table": "knitr::kable(check$rows[26:43, ], digits = 10)",
}


def parts(text):
    """The notebook's Markdown, and the names of what stands between: a list of (is_code, text)."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"<!-- only: buggy -->\n.*?<!-- end -->\n", "", text, flags=re.S)
    text = re.sub(r"<!--.*?-->\n", "", text)
    text = re.sub(r"```math\n(.*?)\n```", lambda match: f"$$\n{match[1]}\n$$", text, flags=re.S)
    for piece in re.split(r"(```(?:gradcheck|table).*?\n```\n)", text, flags=re.S):
        name = re.match(r"```(?:gradcheck id=(\w+)|(table))", piece)
        yield (True, name[1] or name[2]) if name else (False, piece)


def jupyter(text):
    """The notebook as a Jupyter notebook; values in the prose, which it doesn't have, are left out."""
    with open(HERE + "/Peers/exercise.py", encoding="utf-8") as file:
        code = file.read() + "\ndifference, rows = gradient_check_n()"
    cells = [(True, code)]
    for is_code, piece in parts(text):
        piece = re.sub(r"`\{value\}[^`]*`|\\value\{[^}]*\}", "0", piece)
        cells.append((is_code, PYTHON_CELLS[piece] if is_code else piece))
    return json.dumps({
        "nbformat": 4, "nbformat_minor": 4,
        "metadata": {"kernelspec": {
            "name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [],
             "source": source} if is_code
            else {"cell_type": "markdown", "metadata": {}, "source": source}
            for is_code, source in cells],
    })


def r_markdown(text):
    """The notebook as R Markdown, values in the prose included."""
    with open(HERE + "/Peers/exercise.R", encoding="utf-8") as file:
        code = file.read() + "\ncheck <- gradient_check_n()"
    document = f"---\ntitle: Gradient checking\noutput: html_document\n---\n\n```{{r}}\n{code}\n```\n"
    for is_code, piece in parts(text):
        inline = "`r format(check$difference)`"
        piece = re.sub(r"`\{value\}[^`]*`|\\value\{[^}]*\}", lambda _: inline, piece)
        document += f"```{{r}}\n{R_CHUNKS[piece]}\n```\n" if is_code else piece
    return document


def seconds(command, folder):
    """How long a command takes, or None if it can't be run."""
    start = time.perf_counter()
    try:
        status = subprocess.run(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    except FileNotFoundError:
        return None
    return time.perf_counter() - start if status == 0 else None


def main():
    nabla, python, notebook = map(os.path.abspath, sys.argv[1:4])
    with open(notebook, encoding="utf-8") as file:
        text = file.read()
    folder = tempfile.mkdtemp()
    try:
        with open(folder + "/peer.ipynb", "w", encoding="utf-8") as file:
            file.write(jupyter(text))
        with open(folder + "/peer.Rmd", "w", encoding="utf-8") as file:
            file.write(r_markdown(text))
        commands = {
            "Nabla": [nabla, "render", notebook, "--output", folder],
            "R Markdown": [
                "Rscript", "-e", "rmarkdown::render('peer.Rmd', output_file = 'r.html', quiet = TRUE)"],
            "nbconvert": [
                python, "-m", "nbconvert", "--execute", "--to", "html", "--output", "j.html",
                "peer.ipynb"],
        }
        best = {name: seconds(command, folder) for name, command in commands.items()}
        for name in [name for name in commands if best[name] is None]:
            print(f"{name} is skipped: it is not installed", file=sys.stderr)
        for _ in range(TURNS):
            for name in [name for name in commands if best[name] is not None]:
                best[name] = min(best[name], seconds(commands[name], folder) or best[name])
    finally:
        shutil.rmtree(folder)
    print("| | seconds | Nabla takes |\n|---|---|---|")
    failures = []
    for name, time_taken in best.items():
        if time_taken is None:
            continue
        ratio = time_taken / best["Nabla"]
        print(f"| {name} | {time_taken:.3f} | {'' if name == 'Nabla' else f'1/{ratio:.0f}'} |")
        if ratio < LIMITS.get(name, 1):
            failures.append(f"1/{ratio:.1f} of the time of {name} is more than 1/{LIMITS[name]}")
    for failure in failures:
        print("failed:", failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
