"""The parts of a news page: its blocks of text, and which of them are title, body, captions, bylines and dates.

`intake.html` puts them together to a story.
"""
