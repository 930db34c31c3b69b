"""A made-up world to try the service in: the same one for the same seed and the same day."""
