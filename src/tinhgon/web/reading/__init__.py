"""Reading a text: upload or paste, see what was understood, answer what is asked, preview, take the decision file."""
