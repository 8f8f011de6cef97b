"""Every module that registers publishers. Whoever imports this has the whole registry."""

from review.handlers import outcome_publish, selection_publish

MODULES = (selection_publish, outcome_publish)
