"""The figures that the README quotes: `./dev bench`."""
