"""Dates in English and French prose as EDTF, and the seasons that editions are named by."""
