"""Every module that registers publishers. Whoever imports this has the whole registry."""

from review.handlers import outcome_publish, selection_publish, shortlist

MODULES = (shortlist, selection_publish, outcome_publish)
