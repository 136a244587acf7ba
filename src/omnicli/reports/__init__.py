"""Reports: frames in, bytes out. Knows no database, no clock and no command line."""
