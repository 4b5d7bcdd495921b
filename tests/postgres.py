"""A PostgreSQL server of our own for the tests: started on a socket in a temporary folder, ended with them."""

import os
import shutil
import subprocess
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path


def programs():
    """Return the folder of the server's programs, None where there is no server."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = known[0] if known else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def server():
    """Start a server and give the address of its databases, a name to be put for {name}."""
    bin_ = programs()
    folder = Path(tempfile.mkdtemp(prefix="runtut-pg-"))  # short: the path of a socket may have 100 characters
    # The server refuses to run for root; the user that Debian's package makes runs it then.
    who = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if who:
        shutil.chown(folder, "postgres", "postgres")

    def run(program, *args, check=True):
        subprocess.run([*who, bin_ / program, *args], check=check, cwd=folder, capture_output=True, timeout=60)

    try:
        run("initdb", "-D", folder / "data", "-U", "runtut", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -h '' -c fsync=off -c max_connections=60"
        run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://runtut@localhost/{{name}}?host={folder}"
        finally:
            run(
                "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop", check=False
            )  # a test may have stopped it
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(address):
    """Make an empty database, and return its address."""
    name = f"t{uuid.uuid4().hex[:12]}"
    folder = address.partition("host=")[2]
    subprocess.run(
        [programs() / "createdb", "-h", folder, "-U", "runtut", name], check=True, capture_output=True, timeout=60
    )
    return address.format(name=name)
