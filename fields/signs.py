"""Signs that look alike and mean the same in what people type, by their Unicode names."""

from typing import Final

# Apostrophe; left and right quotation mark; modifier letters apostrophe and turned comma;
# grave and acute accent standing alone.
APOSTROPHES: Final = "'\u2019\u2018\u02bc\u02bb`\u00b4"
# Hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash, em dash; the first is
# escaped, so that the string can stand within the brackets of a regular expression.
DASHES: Final = r"\-" + "\u2010\u2011\u2012\u2013\u2014"
EN_DASH: Final = "\u2013"
DOUBLE_QUOTES: Final = '"\u201c\u201d\u201e\u00ab\u00bb'
# Question marks: Latin, full-width, Arabic.
QUESTION_MARKS: Final = "?\uff1f\u061f"
# Stops and commas of East Asian writing.
EAST_ASIAN_STOPS: Final = "\u3002\uff0c\u3001"
# Middle dots that divide the parts of a foreign name.
MIDDLE_DOTS: Final = "\u00b7\u30fb\u2027"
