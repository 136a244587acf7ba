"""Makes the pictures of docs/pictures anew: pages of the demo in Chromium, 1 MB at the most."""

import contextlib
import io
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from omnicli.cli import main as main_of_omni

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"
REPORTS = ("roas", "cash", "receivables")
LIMIT = 1_000_000
_WIDE = {"width": 1200, "height": 760}


def pages(room: Path) -> dict[str, Path]:
    """The pages to show, of a demo made in `room`: report → file."""
    with contextlib.chdir(room), contextlib.redirect_stdout(io.StringIO()):
        if main_of_omni(["demo", "--no-open", "-q"]):
            raise RuntimeError("the demo failed")
        workspace = ("-w", "omni-demo")
        for name in REPORTS:
            line = (*workspace, "report", name, "--month", "2025-08", "-o", f"{name}.html")
            if main_of_omni(list(line)):
                raise RuntimeError(f"the report {name} failed")
    return {name: room / f"{name}.html" for name in REPORTS}


def main() -> int:
    """Draw them; 1 when they are larger than allowed."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sys.argv[1] if sys.argv[1:] else None)
        for name, page in pages(Path(room)).items():
            tab = browser.new_page(viewport=_WIDE, color_scheme="light")  # type: ignore[arg-type]
            tab.goto(page.as_uri())
            tab.screenshot(path=TARGET / f"{name}.png")
        browser.close()
    size = sum(path.stat().st_size for path in TARGET.glob("*.png"))
    sys.stderr.write(f"{size / 1e6:.2f} MB in {TARGET.name}\n")
    return int(size > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
