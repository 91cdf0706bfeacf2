"""Makes a throw-away database and a fresh Wagtail project, measures both in one run, and prints the figures."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]


def main() -> None:
    """Prepare both projects in a temporary folder, then measure."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        environment = os.environ | {"LMS_DATA_DIR": folder, "LMS_DEBUG": "false"}
        environment.setdefault("DATABASE_URL", f"sqlite:///{data / 'bench.sqlite3'}")
        print("Setting up a database and a fresh Wagtail project …", flush=True)
        _run([sys.executable, "manage.py", "migrate", "-v", "0"], environment)
        _run([sys.executable, "manage.py", "load_programme", "u-turn"], environment)
        fresh = data / "fresh"
        fresh.mkdir()
        _run([str(Path(sys.executable).with_name("wagtail")), "start", "freshsite", str(fresh)], environment)
        _run([sys.executable, "manage.py", "migrate", "-v", "0"], _fresh_environment(), cwd=fresh)
        measured = _run([sys.executable, "-m", "tests.benchmarks.fresh_wagtail"], _fresh_environment(fresh))
        _run([sys.executable, "-m", "tests.benchmarks.measure", measured], environment, show=True)


def _fresh_environment(project: Path | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LMS_")}
    kept.pop("DATABASE_URL", None)
    kept["DJANGO_SETTINGS_MODULE"] = "freshsite.settings.production" if project else "freshsite.settings.dev"
    kept["PYTHONPATH"] = f"{project}:{BASE}" if project else ""
    return kept


def _run(command: list[str], environment: dict[str, str], *, cwd: Path = BASE, show: bool = False) -> str:
    done = subprocess.run(command, env=environment, cwd=cwd, text=True, capture_output=not show, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return (done.stdout or "").strip()


if __name__ == "__main__":
    main()
