"""Every module that registers publishers. Whoever imports this has the whole registry."""

from review.handlers import shortlist

MODULES = (shortlist,)
