"""`python -m casemodel`: the same as the command `casemodel`."""

from casemodel.cli.main import main

if __name__ == "__main__":
    main()
