"""Every module that registers folds. Whoever imports this has the whole registry."""

from review.domain import discussion, finalists, screening, selection_folds

CHAPTERS = (screening, discussion, finalists, selection_folds)
