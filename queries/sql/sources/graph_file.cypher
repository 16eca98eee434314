RETURN '' AS file // a server keeps nothing beside its graph
