"""How quickly the web app answers over a large store."""
