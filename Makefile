# Everything sets itself up: on a fresh Debian machine with Swift, `make render` is enough.
.PHONY: all render test browser-test browsers soak bench setup build format lint clean

PACKAGES = pkg-config libcmark-dev duktape-dev libjs-katex fonts-katex libjs-highlight.js
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
DEBUG = .build/debug/nabla
RELEASE = .build/release/nabla

all: render

# Renders the notebooks into Output.
render: setup
	swift build --configuration release --product nabla
	$(RELEASE) render Notebooks --output Output --to html,markdown

# Passes the tests, the format lint, and the notebooks' own checks.
test: setup lint
	swift build --build-tests
	swift test --skip-build --disable-xctest
	$(DEBUG) check Notebooks
	@if command -v chromium > /dev/null; then $(MAKE) --no-print-directory browser-test; \
	else echo "skipped: browser tests, because Chromium is not installed"; fi

# Opens every page and the preview in Chromium, which has to be installed.
browser-test: browsers
	swift build --product nabla
	.venv/bin/python -m pytest --quiet -p no:cacheprovider Tests/Browser

# Edits notebooks 500 times while two browsers look at the preview.
soak: setup browsers
	swift build --configuration release --product nabla
	NABLA=$(RELEASE) NABLA_EDITS=500 \
	  .venv/bin/python -m pytest --quiet -p no:cacheprovider Tests/Browser/test_soak.py

browsers:
	[ -x .venv/bin/python ] || python3 -m venv .venv
	.venv/bin/python -m pip install --quiet --requirement Tests/Browser/requirements.txt

# Times checks beside those of NumPy and JAX, and the command beside nbconvert and R Markdown. Peers that
# can't be installed are skipped.
bench: setup
	swift build --configuration release --product CheckSpeed
	swift build --configuration release --product nabla
	[ -x .venv/bin/python ] || python3 -m venv .venv || echo "no virtual environment"
	.venv/bin/python -m pip install --quiet numpy jax || echo "NumPy or JAX can't be installed"
	.venv/bin/python -m pip install --quiet nbconvert ipykernel || echo "nbconvert can't be installed"
	python3 Benchmarks/documents.py $(RELEASE) .venv/bin/python Notebooks/gradient-checking.md
	python3 Benchmarks/bench.py .build/release/CheckSpeed .venv/bin/python Benchmarks/growth.svg

# Installs the system packages that are missing.
setup:
	@if [ "$$(uname)" = Darwin ]; then \
	  pkg-config --exists libcmark duktape || { \
	    echo "missing libraries; install them with: brew install pkg-config cmark duktape"; exit 1; }; \
	elif ! dpkg-query --show --showformat='$${db:Status-Status}\n' $(PACKAGES) 2>/dev/null \
	    | awk '$$1 == "installed" { n++ } END { exit n != $(words $(PACKAGES)) }'; then \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $(PACKAGES); \
	fi

build: setup
	swift build

format:
	swift format --in-place --recursive Sources Tests Benchmarks Package.swift

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift

clean:
	rm -rf .build Output/*.html Output/*.json Output/*.tex Output/*.pdf Output/*.ipynb
