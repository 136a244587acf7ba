"""`python -m omnicli.registers NAME`: the SQL of a register's table, for its migration."""

import sys

from omnicli.registers import registers

if __name__ == "__main__":
    sys.stdout.write(registers()[sys.argv[1]].ddl)
