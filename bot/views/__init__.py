"""The words: what is shown, in which order and with which possible actions, never how it is laid out."""
