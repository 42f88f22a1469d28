"""Words, stems, sentences and the signals that a sentence carries; nothing here knows of Parliament's records."""
