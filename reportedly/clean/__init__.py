"""Labels what a text is made of (title, body, captions, credits, tails) without moving a character."""
