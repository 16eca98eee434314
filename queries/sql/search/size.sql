-- The number of texts.
SELECT n AS texts FROM main.graph_count WHERE what = '{search}'
