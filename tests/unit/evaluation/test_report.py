import json
from pathlib import Path

from bot.evaluation.pictures import confusion_picture, reliability_picture
from bot.evaluation.report import EvaluationReport, Picture, save
from bot.evaluation.scores import Bin, ClassScore, TriageFigures


def test_a_report_is_one_page_and_one_file(tmp_path: Path) -> None:
    report = EvaluationReport(
        title="A <report>",
        explanation="Why",
        triage={"all": TriageFigures(2, 1, 1.0, None, 0.5, 1.0)},
        classes={"Routes": [ClassScore("complaint", 2, 0.5, 1.0, 0.667)]},
        pictures=[
            Picture("Matrix", "c", confusion_picture([[1, 0], [2, 3]], "ab", "ab")),
            Picture("Curve", "c", reliability_picture({"x": [Bin(3, 0.5, 0.6)]})),
        ],
        errors=[
            {
                "text": "<b>text</b>",
                "place": "x.yml:3",
                "truth": "greet",
                "found": "support",
                "chance": 0.9,
                "nearest": [],
            }
        ],
        figures={"accuracy": 0.5},
    )
    page, figures = save(report, tmp_path / "new", "training")
    html = page.read_text()
    assert html.count("data:image/png;base64,") == 2
    assert "&lt;b&gt;text" in html
    assert "<b>text" not in html
    assert "50.0 %" in html
    plain = json.loads(figures.read_text())
    assert plain["figures"] == {"accuracy": 0.5}
    assert plain["triage"]["all"]["support_kept"] is None
    assert "pictures" not in plain
