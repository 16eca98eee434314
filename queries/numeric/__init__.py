"""Numerical methods on numpy alone: sparse matrices, TF-IDF, linear support vector machines, bounded minimisation."""
