"""The sample of `accord demo`: a public council document of February 2022, retold in both languages."""
