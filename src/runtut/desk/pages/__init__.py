"""The pages of the desk: rendered here, made lively by the scripts in `static/`."""
