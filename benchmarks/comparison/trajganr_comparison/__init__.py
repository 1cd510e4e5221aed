"""How systems compare on a study area: the same roads, labels, folds and head for all of them."""
