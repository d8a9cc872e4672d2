"""What Parcelwright would have said of a history, day by day, and how good that was."""
