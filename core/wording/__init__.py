"""Every word that a person reads. Facts in, plain words with a few neutral marks out."""
