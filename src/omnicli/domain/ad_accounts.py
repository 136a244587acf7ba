"""Accounts of ad reports that tell a part of an ad account's advertising in a file of their own.

A platform may report some ads apart from the account's own report. Their rows get an account named
after it, so that the rule "the finest window counts for an account's day" is kept per report:

* `main:and:live`: ads the account's own report leaves out; both count. A campaign that the own
  report names on that day all the same counts there only.
* `main:of:search`: a slice of what the own report holds; it counts only on days without one.
"""

BESIDE = ":and:"
WITHIN = ":of:"


def own_account(account: str) -> str:
    """The ad account a report's account belongs to; itself for an account's own report."""
    return account.partition(BESIDE)[0].partition(WITHIN)[0]
