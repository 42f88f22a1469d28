"""Readers of XML: TheyWorkForYou, ParlaMint and feeds."""
