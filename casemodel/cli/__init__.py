"""The command line: parse, call, show. Each command is one thin file."""
