"""Which exercise somebody is doing, when nobody says: looked for in a whole recording, or while it goes on."""
