"""Brings the tables of an archive from any earlier state to the newest (Alembic).

A migration is never changed once it was in a release: it is what made the archives that are out there.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def run(connection: Connection) -> None:
    """Apply the migrations that an archive lacks, inside the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
