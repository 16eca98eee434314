// JSON and claims of the first initiatives of themes, of which a file reads as many as are wanted.
UNWIND $themes AS wanted
MATCH (f:FirstOnTheme {theme: wanted, generation: $generation})
RETURN f.theme AS theme, f.listed AS listed, f.claims AS claims ORDER BY theme
