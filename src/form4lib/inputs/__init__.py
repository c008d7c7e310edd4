"""The doors in: each takes one kind of container and gives a `Filing`."""
