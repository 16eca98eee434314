"""The graph: model, vocabulary, identity, evidence, sharing and the stores."""
