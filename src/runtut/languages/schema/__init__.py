"""What each section of a language pack holds."""
