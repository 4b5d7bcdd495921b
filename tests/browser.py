"""A browser and a desk for it to look at. Tests that need them skip loudly where there is no browser, and fail in CI."""

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--no-first-run",
]  # fmt: skip


@contextmanager
def browser():
    """Give a Chromium driven by Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if CHROMIUM is None or sync_playwright is None:
        what = "CHROMIUM" if CHROMIUM is None else "PLAYWRIGHT"
        if os.environ.get("CI"):
            pytest.fail(f"no {what} here; .ci/browser and the test group put it in place")
        pytest.skip(f"NO {what} HERE: THE DESK IS NOT TESTED IN A BROWSER")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@contextmanager
def desk(*options):
    """Start `runtut serve` on a free port of this machine and give its address."""
    command = [sys.executable, "-m", "runtut", "serve", "--port", "0", *map(str, options)]
    environment = {**os.environ, "RUNTUT_LANG": "en", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        address = _address(process)
        for _ in range(100):
            try:
                urlopen(f"{address}rules", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address.rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def _address(process):
    ends = time.monotonic() + 60
    said = ""
    while time.monotonic() < ends and process.poll() is None:
        if select.select([process.stdout], [], [], 1)[0]:
            said += process.stdout.readline()
            for word in said.split():
                if word.startswith("http://"):
                    return word
    pytest.fail(f"the desk did not start: {said}")
