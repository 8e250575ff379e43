"""A complaint itself: how it is handed in, its formats, its reference, its stages."""
