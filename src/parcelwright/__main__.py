"""Run the command line with ``python -m parcelwright``."""

from parcelwright.cli import main

if __name__ == "__main__":
    main()
