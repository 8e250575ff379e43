"""Clients add files to a complaint: by a link of their own, each file for itself, safely kept."""
