-- Whether a source states that an initiative is about a theme.
SELECT stated FROM initiative_theme WHERE initiative = :initiative AND theme = :theme AND stated = 1
