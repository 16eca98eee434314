"""Documents of free text: news releases, minutes, plans, slides, agreements, web pages and mail."""
