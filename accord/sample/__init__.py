"""The sample that `accord demo` loads: a public council document of February 2022, retold in both languages."""
