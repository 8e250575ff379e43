"""The officials' console, page by page."""
