"""`python -m runtut` is `runtut`."""

from runtut.cli import main

if __name__ == "__main__":
    main()
