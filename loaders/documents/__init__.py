"""Documents of a council in prose: the analysis and members' submissions."""
