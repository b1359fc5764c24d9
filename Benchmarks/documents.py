"""Renders one notebook with Nabla, with nbconvert, and with R Markdown.

    python3 Benchmarks/documents.py NABLA PYTHON NOTEBOOK

NABLA is the command, PYTHON an interpreter that may have nbconvert, ipykernel and numpy. The peers get
each variant of NOTEBOOK in their own form: the same prose and formulas, the same two checks, and the
same table. All make the same pages: first that of one variant, then those of all, for which the peers
run once for each. Whole processes are timed, in turns, and the best of each counts; Nabla's caches are
in place.
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
VARIANTS = ["correct", "buggy"]
# How many times longer each peer has to take for the pages of all variants.
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


def parts(text, variant):
    """A variant's Markdown, and the names of what stands between: a list of (is_code, text)."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    for other in [name for name in VARIANTS if name != variant]:
        text = re.sub(rf"<!-- only: {other} -->\n.*?<!-- end -->\n", "", text, flags=re.S)
    text = re.sub(r"<!--.*?-->\n", "", text)
    text = re.sub(r"```math\n(.*?)\n```", lambda match: f"$$\n{match[1]}\n$$", text, flags=re.S)
    for piece in re.split(r"(```(?:gradcheck|table).*?\n```\n)", text, flags=re.S):
        name = re.match(r"```(?:gradcheck id=(\w+)|(table))", piece)
        yield (True, name[1] or name[2]) if name else (False, piece)


def jupyter(text, variant):
    """A variant as a Jupyter notebook; values in the prose, which it doesn't have, are left out."""
    with open(HERE + "/Peers/exercise.py", encoding="utf-8") as file:
        code = file.read() + "\ndifference, rows = gradient_check_n()"
    cells = [(True, code)]
    for is_code, piece in parts(text, variant):
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


def r_markdown(text, variant):
    """A variant as R Markdown, values in the prose included."""
    with open(HERE + "/Peers/exercise.R", encoding="utf-8") as file:
        code = file.read() + "\ncheck <- gradient_check_n()"
    document = f"---\ntitle: Gradient checking\noutput: html_document\n---\n\n```{{r}}\n{code}\n```\n"
    for is_code, piece in parts(text, variant):
        inline = "`r format(check$difference)`"
        piece = re.sub(r"`\{value\}[^`]*`|\\value\{[^}]*\}", lambda _: inline, piece)
        document += f"```{{r}}\n{R_CHUNKS[piece]}\n```\n" if is_code else piece
    return document


def seconds(commands, folder):
    """How long some commands take one after the other, or None if one of them can't be run."""
    start = time.perf_counter()
    for command in commands:
        try:
            subprocess.run(
                command, cwd=folder, check=True, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
        except (FileNotFoundError, subprocess.CalledProcessError):
            return None
    return time.perf_counter() - start


def commands(nabla, python, notebook, variants, folder):
    """What each of the three has to run for the pages of some variants."""
    choice = [] if variants == VARIANTS else ["--variant", variants[0]]
    return {
        "Nabla": [[nabla, "render", notebook, "--output", folder, *choice]],
        "R Markdown": [
            ["Rscript", "-e", f"rmarkdown::render('{name}.Rmd', quiet = TRUE)"] for name in variants],
        "nbconvert": [
            [python, "-m", "nbconvert", "--execute", "--to", "html", f"{name}.ipynb"]
            for name in variants],
    }


def compare(programs, folder):
    """The best time of each, and the names of those that can't be run."""
    first = {name: seconds(lines, folder) for name, lines in programs.items()}
    missing = [name for name in first if first[name] is None]
    best = {name: first[name] for name in first if name not in missing}
    for _ in range(TURNS):
        for name in best:
            best[name] = min(best[name], seconds(programs[name], folder) or best[name])
    return best, missing


def main():
    nabla, python, notebook = map(os.path.abspath, sys.argv[1:4])
    with open(notebook, encoding="utf-8") as file:
        text = file.read()
    folder = tempfile.mkdtemp()
    failures = []
    try:
        for variant in VARIANTS:
            for form, ending in [(jupyter, "ipynb"), (r_markdown, "Rmd")]:
                with open(f"{folder}/{variant}.{ending}", "w", encoding="utf-8") as file:
                    file.write(form(text, variant))
        print("| pages | | seconds | Nabla takes |\n|---|---|---|---|")
        for variants in [VARIANTS[:1], VARIANTS]:
            programs = commands(nabla, python, notebook, variants, folder)
            best, missing = compare(programs, folder)
            for name, time_taken in best.items():
                ratio = time_taken / best["Nabla"]
                print(
                    f"| {len(variants)} | {name} | {time_taken:.3f} | "
                    f"{'' if name == 'Nabla' else f'1/{ratio:.0f}'} |", flush=True)
                if variants == VARIANTS and ratio < LIMITS.get(name, 1):
                    failures.append(
                        f"1/{ratio:.1f} of the time of {name} is more than 1/{LIMITS[name]}")
        for name in missing:
            print(f"{name} is skipped: it is not installed", file=sys.stderr)
    finally:
        shutil.rmtree(folder)
    for failure in failures:
        print("failed:", failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
