"""Every module that registers folds. Whoever imports this has the whole registry."""

from review.domain import (
    arrivals,
    article_folds,
    discussion,
    exports,
    finalists,
    organisation_folds,
    panel_folds,
    promotion_folds,
    releases,
    screening,
    selection_folds,
    words,
)

CHAPTERS = (
    arrivals,
    article_folds,
    screening,
    discussion,
    finalists,
    organisation_folds,
    panel_folds,
    promotion_folds,
    releases,
    selection_folds,
    exports,
    words,
)
