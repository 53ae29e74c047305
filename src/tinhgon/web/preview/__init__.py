"""What signing a decision file would do: the real signing, rolled back."""
