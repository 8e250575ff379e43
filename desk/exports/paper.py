"""A letter of the firm on A4: letterhead, headings, labelled lines, verbatim texts,
page numbers. Lengths are in millimetres."""

from datetime import datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from desk.exports.fonts import BOLD, REGULAR, font_file, needed_for
from desk.exports.signs import printable, runs_leftward
from firm import Firm

_MARGIN = 20
_LINE = 5.6
_LABEL = 46
_INK = (23, 33, 43)
_MUTED = (90, 100, 110)
_ACCENT = (11, 91, 105)
_RULE = (200, 206, 212)


class Paper(FPDF):
    """Pages for one firm. `written` is all the text to come, which decides the fonts;
    `footer_text` stands at the foot of each page, before the page's number."""

    def __init__(
        self, firm: Firm, written: str, footer_text: str, language: str
    ) -> None:
        super().__init__(format="A4")
        self._firm = firm
        self._footer_text = printable(footer_text)
        self.set_margins(_MARGIN, 18, _MARGIN)
        self.set_auto_page_break(True, margin=22)
        self.add_font("fira", "", font_file(REGULAR))
        self.add_font("fira", "B", font_file(BOLD))
        for name in needed_for(written):
            self.add_font(name, "", font_file(name))
        fallbacks = needed_for(written)
        if fallbacks:
            self.set_fallback_fonts(list(fallbacks), exact_match=False)
        self.set_text_shaping(True)
        self.set_lang(language)
        self.set_creator("Redress")
        self.alias_nb_pages("{pages}")

    def begin(self, title: str, made_at: datetime) -> None:
        """Begins the first page, with letterhead and title; `made_at` is its date."""
        self.set_title(printable(title))
        self.set_author(printable(self._firm.name))
        self.set_creation_date(made_at)
        self.add_page()
        contact = self._firm.contact
        self._text(self._firm.name, 16, "B", _ACCENT, 8)
        parts = (contact.name, contact.email, contact.phone, contact.url)
        self._text(" · ".join(part for part in parts if part), 8.5, "", _MUTED, 4.5)
        self.rule(2, 6)
        self._text(title, 15, "B", _INK, 7.5)
        self.ln(2)

    def footer(self) -> None:
        """Writes the foot of each page; fpdf2 calls it."""
        self.set_y(-15)
        self.set_text_shaping(True, direction="ltr")
        self.set_font("fira", "", 8)
        self.set_text_color(*_MUTED)
        self.cell(0, 5, f"{self._footer_text} · {self.page_no()} / {{pages}}")

    def heading(self, text: str) -> None:
        """Writes the heading of a part, never alone at the foot of a page."""
        self._keep_together(24)
        self.ln(3)
        self._text(text, 11.5, "B", _ACCENT, 6.5)
        self.ln(0.5)

    def subheading(self, text: str) -> None:
        """Writes the heading of a part of a part."""
        self._keep_together(16)
        self._text(text, 10, "B", _INK, 6)

    def line(  # type: ignore[override]  # FPDF draws lines by a function of this name
        self, label: str, value: str, *, open_: bool = False
    ) -> None:
        """Writes a label and its value. `open_`: a blank field to fill in by hand."""
        self._keep_together(12)
        top = self.get_y()
        self._write(label, _LABEL - 3, 9, "", _MUTED)
        below_label = self.get_y()
        page = self.page
        self.set_xy(_MARGIN + _LABEL, top)
        self._write(value, self.epw - _LABEL, 10, "", _INK, indent=_LABEL)
        if open_:
            self.set_draw_color(*_RULE)
            y = top + _LINE - 0.4
            FPDF.line(self, _MARGIN + _LABEL, y, _MARGIN + self.epw, y)
        if self.page == page:
            self.set_y(max(self.get_y(), below_label, top + _LINE) + 1)
        self.set_x(_MARGIN)

    def verbatim(self, text: str) -> None:
        """Writes somebody's text as they wrote it, beside a bar."""
        self.ln(0.5)
        self.set_x(_MARGIN + 4)
        top, page = self.get_y(), self.page
        self._write(text, self.epw - 4, 10, "", _INK, indent=4)
        self.set_draw_color(*_RULE)
        self.set_line_width(0.8)
        if self.page == page:
            FPDF.line(self, _MARGIN + 1, top, _MARGIN + 1, self.get_y())
        self.set_line_width(0.2)
        self.set_x(_MARGIN)
        self.ln(1.5)

    def note(self, text: str) -> None:
        """Writes a remark in small grey letters."""
        self._text(text, 8.5, "", _MUTED, 4.6)
        self.ln(1)

    def rule(self, before: float, after: float) -> None:
        """Draws a line across the page."""
        self.ln(before)
        self.set_draw_color(*_RULE)
        FPDF.line(self, _MARGIN, self.get_y(), _MARGIN + self.epw, self.get_y())
        self.ln(after)

    def _text(
        self,
        text: str,
        size: float,
        style: str,
        colour: tuple[int, int, int],
        height: float,
    ) -> None:
        self.set_x(_MARGIN)
        self._write(text, self.epw, size, style, colour, height=height)

    def _write(
        self,
        text: str,
        width: float,
        size: float,
        style: str,
        colour: tuple[int, int, int],
        *,
        indent: float = 0,
        height: float = _LINE,
    ) -> None:
        """Writes the text downwards from here, each line in its reading direction."""
        for paragraph in printable(text).split("\n"):
            leftward = runs_leftward(paragraph)
            direction = "rtl" if leftward else "ltr"
            self.set_text_shaping(True, direction=direction)
            self.set_font("fira", style, size)
            if not paragraph.strip():
                self.ln(height * 0.8)
                self.set_x(_MARGIN + indent)
                continue
            lines = self.multi_cell(
                width, height, paragraph, align="L", dry_run=True, output="LINES"
            )
            assert isinstance(lines, list)
            for line in lines:
                # fpdf2 2.8 believes that a font is set when it is not, after a line with a
                # stand-in font: other letters are printed then. So each line begins anew,
                # with a size that is new to it.
                self.set_font("fira", style, size + 1)
                self.set_font("fira", style, size)
                self.set_text_color(*colour)
                self.cell(
                    width,
                    height,
                    line,
                    align="R" if leftward else "L",
                    new_x=XPos.LEFT,
                    new_y=YPos.NEXT,
                )
            self.set_x(_MARGIN + indent)

    def _keep_together(self, height: float) -> None:
        if self.get_y() + height > self.page_break_trigger:
            self.add_page()
