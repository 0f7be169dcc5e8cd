"""The command line: one module a group of commands. Results on standard output, all else on standard error."""
