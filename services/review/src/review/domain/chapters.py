"""Every module that registers folds. Whoever imports this has the whole registry."""

from review.domain import (
    arrivals,
    discussion,
    exports,
    finalists,
    organisation_folds,
    panel_folds,
    releases,
    screening,
    selection_folds,
)

CHAPTERS = (
    arrivals,
    screening,
    discussion,
    finalists,
    organisation_folds,
    panel_folds,
    releases,
    selection_folds,
    exports,
)
