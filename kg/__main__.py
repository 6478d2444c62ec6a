"""``python -m kg`` is the console command ``kg``."""

from kg.cli import main

main()
