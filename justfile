# `uv run just` runs every check; `just -l` is the manual.
# UV_NO_SYNC=1 skips uv's look at the environment (quicker when nothing in pyproject.toml changed).

run := "uv run"

# everything a change must pass
default: check

# formatting, lint, types, layers, metric SQL, generated docs, tests
check: fmt-check lint types layers sql-lint docs-check test

# is everything formatted?
fmt-check:
    {{ run }} ruff format --check .

# ruff's rules, as chosen in pyproject.toml
lint:
    {{ run }} ruff check .

# mypy, strict, on src and tests
types:
    {{ run }} mypy

# who may import whom (the contracts in pyproject.toml)
layers:
    {{ run }} lint-imports

# the rules a metric file must keep
sql-lint:
    {{ run }} omni metric lint

# do the generated tables in docs/ say what the code says?
docs-check:
    {{ run }} python tests/docs_gen.py --check

# the tests: `just test`, `just test tests/unit`, `just test -k undo -x -n 0`
test *args:
    {{ run }} pytest -n 2 --dist worksteal {{ args }}

# seconds: the tests of what differs from main, or whose path has a word: `just quick money bank`
quick *words:
    {{ run }} python tests/quick.py {{ words }}

# the long ones: property tests with many examples, fault injection; OMNI_CAMPAIGN=0.2 runs a fifth
campaign *args:
    OMNI_CAMPAIGN=${OMNI_CAMPAIGN:-1} {{ run }} pytest -n 2 --dist worksteal -m "slow or law" {{ args }}

# the pages in a real Chromium, which must be there
browser *args:
    OMNI_REQUIRE_BROWSER=1 {{ run }} pytest -m browser {{ args }}

# sdist → wheel → fresh environment → `omni doctor`
wheel:
    {{ run }} pytest tests/contract/test_wheel.py

# write the generated tables of docs/ anew
docs:
    {{ run }} python tests/docs_gen.py

# the pictures of docs/pictures anew, from the demo; `just pictures /usr/bin/chromium` names a browser
pictures *args:
    {{ run }} python tests/pictures.py {{ args }}

# write the goldens of new source fixtures; `just golden --force` replaces those that exist
golden *args:
    {{ run }} python tests/goldens.py {{ args }}

# a release: lint, seal the metrics, head the changelog, commit, tag: `just release 0.2.0`
release version:
    {{ run }} omni metric lint
    {{ run }} python tests/release.py {{ version }}

# apply formatting and the lint fixes that are safe
fix:
    {{ run }} ruff check --fix .
    {{ run }} ruff format .

# CPU and memory against a hand-written pipeline and against pandas: `just bench --rows 10000`
bench *args:
    env -u UV_NO_SYNC {{ run }} --directory tests --isolated --group bench python -m bench.run {{ args }}
