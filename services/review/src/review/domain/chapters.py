"""Every module that registers folds. Whoever imports this has the whole registry."""

from review.domain import arrivals, discussion, finalists, screening, selection_folds

CHAPTERS = (arrivals, screening, discussion, finalists, selection_folds)
