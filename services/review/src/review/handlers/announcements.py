"""Every module that registers publishers. Whoever imports this has the whole registry."""

from review.handlers import selection_publish, shortlist

MODULES = (shortlist, selection_publish)
