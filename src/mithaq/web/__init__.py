"""Pages for people, in English, French and Arabic, made on the server."""
