"""The agenda of meetings as a document, a calendar and notes for members."""
