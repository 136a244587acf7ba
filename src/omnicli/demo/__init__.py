"""A made-up shop: sample exports in the platforms' own layouts, the same on every machine."""
