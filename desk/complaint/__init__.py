"""A complaint itself: its submission, formats, reference and stages."""
