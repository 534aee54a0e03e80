"""People from outside: one link, one batch, until a day; proven by a code in the mail; they look and comment."""
