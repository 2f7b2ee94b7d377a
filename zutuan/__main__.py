"""`python -m zutuan`: the command line where the script is not on the path."""

from zutuan.main import main

main()
