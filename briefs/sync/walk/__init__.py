"""The order in which a service is read: cursors, windows, pages and days."""
