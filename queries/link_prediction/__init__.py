"""Link prediction between jurisdictions: features, history, training and ranking."""
