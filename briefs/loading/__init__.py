"""From files and folders to records in the store: finding, reading, writing, and keeping copies."""
