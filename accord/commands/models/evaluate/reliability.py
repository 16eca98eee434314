"""Draw a reliability curve as SVG: what probabilities stated, and how much of it came true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.messages import _
from viz.markup import element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.evaluation.calibration import Bin

SIZE, MARGIN, SIDE = 420, 60, 320  # of the picture, around the square, and of the square
MIN_RADIUS, MAX_RADIUS = 3.0, 9.0
STEPS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)  # where the axes may end


def draw_reliability(bins: Sequence[Bin], lang: str) -> str:
    """Return the picture: a point for each bin, as large as the number of suggestions, beside the diagonal."""
    greatest = max((max(one.stated, one.came_true) for one in bins), default=1.0)
    end = next((step for step in STEPS if step >= greatest), 1.0)
    most = max((one.n for one in bins), default=1)

    def x(value: float) -> str:
        return f"{MARGIN + SIDE * value / end:.1f}"

    def y(value: float) -> str:
        return f"{MARGIN / 2 + SIDE * (1 - value / end):.1f}"

    ink = {"stroke": "#555555", "stroke_width": "1"}
    parts = [
        element("rect", width=SIZE, height=SIZE, fill="#ffffff"),
        element("line", x1=x(0), y1=y(0), x2=x(end), y2=y(0), **ink),
        element("line", x1=x(0), y1=y(0), x2=x(0), y2=y(end), **ink),
        element("line", x1=x(0), y1=y(0), x2=x(end), y2=y(end), stroke="#999999", stroke_dasharray="4 4"),
    ]
    for part in range(5):
        value = end * part / 4
        label = _format_share(value, lang)
        parts.append(element("text", label, x=x(value), y=f"{float(y(0)) + 18:.1f}", text_anchor="middle"))
        parts.append(element("text", label, x=f"{MARGIN - 8}", y=f"{float(y(value)) + 4:.1f}", text_anchor="end"))
    parts.append(
        element("polyline", points=" ".join(f"{x(one.stated)},{y(one.came_true)}" for one in bins), fill="none",
                stroke="#1f5fa8", stroke_width="2")
    )  # fmt: skip
    for one in bins:
        radius = MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * (one.n / most) ** 0.5
        described = _("{stated} stated, {came_true} came true, {n} suggestions").format(
            stated=_format_share(one.stated, lang), came_true=_format_share(one.came_true, lang), n=one.n
        )
        parts.append(
            element("circle", element("title", described), cx=x(one.stated), cy=y(one.came_true), r=f"{radius:.1f}",
                    fill="#1f5fa8")
        )  # fmt: skip
    middle = f"{MARGIN + SIDE / 2:.0f}"
    parts.append(element("text", _("probability stated"), x=middle, y=f"{SIZE - 12}", text_anchor="middle"))
    turned = f"rotate(-90 14 {MARGIN / 2 + SIDE / 2:.0f})"
    parts.append(
        element("text", _("share that came true"), x="14", y=f"{MARGIN / 2 + SIDE / 2:.0f}", text_anchor="middle",
                transform=turned)
    )  # fmt: skip
    title = element("title", _("Reliability of stated probabilities"))
    return str(
        element("svg", title, *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {SIZE} {SIZE}", width=SIZE,
                height=SIZE, role="img", font_family="sans-serif", font_size="12")
    )  # fmt: skip


def _format_share(value: float, lang: str) -> str:
    text = f"{value:.1%}"
    return text.replace(".", ",").replace("%", "\u00a0%") if lang == "fr" else text
