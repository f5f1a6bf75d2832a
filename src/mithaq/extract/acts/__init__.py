"""Acts: what happened to a text, was planned, proposed or denied, from the words of a sentence."""
