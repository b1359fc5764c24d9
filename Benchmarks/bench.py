"""Checks every parameter of some networks with Nabla, with the course's NumPy loop, and with JAX.

    python3 Benchmarks/bench.py CHECKSPEED PYTHON [PLOT.svg]

CHECKSPEED is the program of that name, PYTHON an interpreter that may have numpy and jax. All peers
get the same test point, and their derivatives must agree. Peers do a sample of the work and are
scaled; Nabla does all of it, and its whole process is timed. Prints a table in Markdown.
"""

import math
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DEEP = "784," + "64," * 9 + "1"

# layers, activation, examples; parameters that the loop samples; limits of time against the loop
# and against JAX, of seconds, and of megabytes.
CASES = [
    ("784,128,64,1", "relu", 64, 400, 400, 400, None, 100),
    ("784,1024,256,10", "relu", 32, 60, 1000, None, 6, 400),
    ("784,128,64,1", "tanh", 64, 400, 60, None, None, None),
    (DEEP, "relu", 64, 300, 100, None, None, None),
    (DEEP, "tanh", 64, 300, 6, None, None, None),
]


def run(command, **environment):
    """Seconds, megabytes and what was printed; None if the command fails."""
    start = time.perf_counter()
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, **environment})
    except FileNotFoundError:
        return None
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        return None
    values, derivatives = {}, {}
    for line in text.splitlines():
        words = line.split()
        if words[0] == "gradapprox":
            derivatives[int(words[1])] = float(words[2])
        else:
            values[words[0]] = words[1]
    # Linux counts kilobytes, macOS bytes.
    megabytes = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return {"wall": seconds, "memory": megabytes, "d": derivatives, **values}


def best(results, key):
    return min((result for result in results if result), key=lambda r: float(r[key]), default=None)


def agree(ours, theirs):
    """Whether derivatives agree within the noise of the peer's own differences."""
    scale = max(abs(value) for value in ours.values())
    return all(abs(ours[i] - theirs[i]) <= 1e-6 * scale + 1e-7 for i in theirs)


def compare(program, python, case):
    layers, hidden, examples, sample, loop_limit, jax_limit, seconds, megabytes = case
    mine = [program, layers, hidden, str(examples), "reuse", "2"]
    loop = [python, HERE + "/Peers/numpy_loop.py", layers, hidden, str(examples), str(sample)]
    vmap = [python, HERE + "/Peers/jax_vmap.py", layers, hidden, str(examples), "4"]
    # Turn by turn, so that a busy moment meets everyone. NumPy's threads wait for each other; where
    # something else runs one of them is faster than two, so both are tried.
    turns = [
        (run(mine), run(loop, OPENBLAS_NUM_THREADS=threads), run(vmap))
        for threads in ["2", "1", "2", "1"]
    ]
    ours = best([turn[0] for turn in turns], "wall")
    one = run(mine[:-1] + ["1"])
    row = [f"{layers.replace(',64' * 9, ',9×64').replace(',', '-')} {hidden}", ours["parameters"]]
    row += [f"{ours['wall']:.2f} s", f"{ours['memory']:.0f} MB"]
    failures = []
    if one["bits"] != ours["bits"]:
        failures.append("one thread gives other bits than two")
    if ours["verdict"] != "consistent":
        failures.append(f"the verdict is {ours['verdict']}")
    if seconds and ours["wall"] > seconds:
        failures.append(f"{ours['wall']:.2f} s are more than {seconds} s")
    if megabytes and ours["memory"] > megabytes:
        failures.append(f"{ours['memory']:.0f} MB are more than {megabytes} MB")
    for name, index, limit in [("the NumPy loop", 1, loop_limit), ("JAX", 2, jax_limit)]:
        peer = best([turn[index] for turn in turns], "seconds")
        if peer is None:
            row += ["skipped", "–"]
            print(f"{name} is skipped: it is not installed", file=sys.stderr)
            continue
        ratio = float(peer["seconds"]) / ours["wall"]
        row += [f"{float(peer['seconds']):.0f} s", f"1/{ratio:.0f}"]
        if limit and ratio < limit:
            failures.append(f"1/{ratio:.0f} of the time of {name} is more than 1/{limit}")
        if not agree(ours["d"], peer["d"]):
            failures.append(f"derivatives differ from those of {name}")
    return row, failures


def course(program):
    """The course's own network, without the start of the process."""
    result = best([run([program, "4,5,3,1", "relu", "3", "auto", "1"]) for _ in range(5)], "seconds")
    seconds = float(result["seconds"])
    return seconds, [f"the course's check takes {seconds * 1e3:.2f} ms"] if seconds > 1e-3 else []


def growth(program):
    """Parameters and seconds from 10⁴ to 10⁶ parameters, at 64 examples."""
    points = []
    for inputs in [16, 80, 240, 800, 2400, 7800]:
        command = [program, f"{inputs},128,64,1", "relu", "64", "reuse", "2"]
        result = best([run(command) for _ in range(3)], "seconds")
        points.append((int(result["parameters"]), float(result["seconds"])))
    logs = [(math.log(count), math.log(seconds)) for count, seconds in points]
    x = sum(a for a, _ in logs) / len(logs)
    y = sum(b for _, b in logs) / len(logs)
    slope = sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)
    failures = [] if slope < 1.1 else [f"time grows with the power {slope:.2f}"]
    return points, slope, failures


def plot(points, slope):
    """A log-log plot of seconds against parameters, as SVG."""
    def place(count, seconds):
        return 80 + 130 * (math.log10(count) - 4), 300 - 70 * (math.log10(seconds) + 4)

    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>' for x, y in (place(*p) for p in points))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*p) for p in points))
    labels = "".join(
        f'<text x="{place(10 ** e, 1e-4)[0]:.0f}" y="325" text-anchor="middle">10{s}</text>'
        for e, s in [(4, "⁴"), (5, "⁵"), (6, "⁶")])
    labels += "".join(
        f'<text x="70" y="{place(1e4, 10 ** e)[1] + 5:.0f}" text-anchor="end">{t}</text>'
        for e, t in [(-4, "0.1 ms"), (-3, "1 ms"), (-2, "10 ms"), (-1, "0.1 s"), (0, "1 s")])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 370" role="img" '
        'font-family="sans-serif" font-size="14" fill="#555">'
        "<title>Seconds for a check against parameters</title>"
        f"<desc>On logarithmic axes a line of slope {slope:.2f} from 10⁴ to 10⁶ parameters.</desc>"
        '<path d="M80 20V300H420" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#36c" stroke-width="2"/>'
        f'<g fill="#36c">{marks}</g>{labels}'
        '<text x="250" y="355" text-anchor="middle">parameters</text></svg>\n')


def main():
    program, python = sys.argv[1:3]
    failures = []
    titles = ["network", "parameters", "Nabla", "memory", "NumPy loop", "", "JAX", ""]
    print("| " + " | ".join(titles) + " |")
    print("|" + "---|" * len(titles), flush=True)
    for case in CASES:
        row, found = compare(program, python, case)
        failures += [f"{row[0]}: {failure}" for failure in found]
        print("| " + " | ".join(row) + " |", flush=True)
    seconds, found = course(program)
    failures += found
    print(f"\nThe course's network takes {seconds * 1e3:.2f} ms.")
    points, slope, found = growth(program)
    failures += found
    print(f"Time grows with the power {slope:.2f} of the parameters:", end=" ")
    print(", ".join(f"{count}: {seconds * 1e3:.1f} ms" for count, seconds in points) + ".")
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w", encoding="utf-8") as file:
            file.write(plot(points, slope))
    for failure in failures:
        print("failed:", failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
