"""Language knowledge as data: one folder of TOML per language, read into typed sections."""

from runtut.languages.pack import Pack, known_languages, load_pack

__all__ = ["Pack", "known_languages", "load_pack"]
