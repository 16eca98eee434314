-- The number of initiatives: of all texts those that are of nothing else, of which there are fewer to count.
SELECT coalesce((SELECT n FROM main.graph_count WHERE what = '{search}'), 0) - (SELECT count(*) FROM need)
    - (SELECT count(*) FROM jurisdiction) - (SELECT count(*) FROM theme) AS n
