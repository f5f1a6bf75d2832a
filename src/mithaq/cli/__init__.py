"""The command line: what to do comes from the library, how to say it from the message catalogues.

Nothing is imported here, so that a command starts as fast as its own work allows.
"""
