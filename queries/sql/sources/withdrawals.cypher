RETURN 0 AS n // a server keeps nothing beside its graph
