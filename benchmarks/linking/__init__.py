"""From a question to the right procedure: baselines, what each ingredient brings, and the learning of the weights."""
