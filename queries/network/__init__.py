"""The network question: brokers, communities and paths."""
