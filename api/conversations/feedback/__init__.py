"""What citizens think of single answers: useful or not, and why not."""
