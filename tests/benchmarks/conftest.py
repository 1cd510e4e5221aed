"""The tiny city, for the scripts that measure."""

from city_fixtures import bundle, elsewhere, pretrained, small, tiny_city, untrained  # noqa: F401
