"""Who may do what: users, sessions, tokens against forged forms, and locks on tries to log in."""
