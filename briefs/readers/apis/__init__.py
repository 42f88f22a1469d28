"""Readers of the replies of Parliament's and GOV.UK's programming interfaces."""
