"""The archive: stories on file with everything read out of them, and what can be asked of them.

`open_database` opens one, `add` puts stories on file. The tables stand in `tables.py`; `runtut archive --help` lists
the questions.
"""

from runtut.archive.database import Database, open_database
from runtut.archive.read import Added, add
from runtut.archive.write import Fate

__all__ = ["Added", "Database", "Fate", "add", "open_database"]
