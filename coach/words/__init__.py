"""The sentences a person reads or hears, in groups, in English; a language file says each of them in another language."""
