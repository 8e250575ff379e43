"""The complaint form: takes a turn, decides what it means, asks for what is missing."""

# Its name in domain.yml and the rules.
FORM = "complaint_form"
