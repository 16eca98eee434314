-- The themes that each jurisdiction asks about, as counted at load; see link_prediction/needs.
SELECT jurisdiction, theme, n FROM need_count ORDER BY jurisdiction, theme
