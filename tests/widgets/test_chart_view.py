"""The card about a chart: its words, its buttons, and the table in place of the plot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lagebild.language import Language
from lagebild.look.fonts import load_fonts
from lagebild.origin import record
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.chart_view import ChartView
from tests.charts.examples import event_window, falls, monthly_costs, prices, sensitivity, shortfall, standpoints

GERMAN, ENGLISH = Language("de"), Language("en")


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[ChartView]:
    load_fonts()
    window = QWidget()
    window.resize(900, 500)
    qtbot.addWidget(window)
    made = ChartView(window)
    made.setGeometry(0, 0, 820, 400)
    window.show()
    yield made  # the window lives as long as the test


def buttons(view: ChartView) -> list[Button]:
    return view.findChildren(Button)


def test_the_plot_is_built_when_asked_for(view: ChartView) -> None:
    view.set_chart(prices(), GERMAN)
    view.hide()  # shown again it would be built at once where pyqtgraph is loaded
    assert view.plot is None or view.plot.chart == prices()
    view.ensure_plot()
    assert view.plot is not None and view.plot.chart == prices()


def test_a_plot_asked_for_early_comes_with_the_first_chart(qtbot: QtBot, qapp: QApplication) -> None:
    load_fonts()
    view = ChartView()
    qtbot.addWidget(view)
    view.ensure_plot()
    assert view.plot is None
    view.set_chart(falls(), GERMAN)
    assert view.plot is not None and view.plot.chart == falls()


def test_the_card_shows_heading_subtitle_source_and_verdict(view: ChartView) -> None:
    chart = monthly_costs("en")
    view.set_chart(chart, ENGLISH)
    shown = " ".join(
        str(text) for child in view.findChildren(QWidget) if hasattr(child, "texts") for text in child.texts()
    )
    for text in (chart.heading, chart.subtitle, chart.source, "contradicted"):
        assert text in shown
    assert view.accessibleName() == chart.heading


def test_an_equal_chart_changes_nothing_and_a_new_one_everything(view: ChartView) -> None:
    view.ensure_plot()
    first = monthly_costs()
    view.set_chart(first, GERMAN)
    view.set_chart(monthly_costs(), GERMAN)
    assert view.chart is first
    view.set_chart(monthly_costs(scale=2), GERMAN)
    assert view.plot is not None and view.plot.chart == monthly_costs(scale=2)


def test_the_table_stands_in_for_the_plot_and_follows_the_chart(view: ChartView) -> None:
    view.ensure_plot()
    view.set_chart(monthly_costs(), GERMAN)
    assert view.plot is not None
    view.show_table(True)
    assert view.table.isVisible() and not view.plot.isVisible()
    assert view.table.values.table == monthly_costs().table()
    view.set_chart(monthly_costs(scale=2), GERMAN)
    assert view.table.values.table == monthly_costs(scale=2).table()
    view.show_table(False)
    assert view.plot.isVisible() and not view.table.isVisible()
    assert view.plot.chart == monthly_costs(scale=2)


def test_the_swap_button_says_what_it_brings(view: ChartView) -> None:
    view.set_chart(prices("en"), ENGLISH)
    swap = buttons(view)[-1]
    assert swap.text() == "Table"
    swap.click()
    assert swap.text() == "Chart" and view.table.isVisible()
    swap.click()
    assert swap.text() == "Table" and not view.table.isVisible()


def test_copy_and_export_are_asked_for(view: ChartView, qtbot: QtBot) -> None:
    view.set_chart(prices("en"), ENGLISH)
    copy, export, _ = buttons(view)
    with qtbot.waitSignal(view.copy_requested):
        copy.click()
    with qtbot.waitSignal(view.export_requested):
        export.click()


def test_buttons_drop_their_words_on_a_narrow_card_and_keep_their_names(view: ChartView) -> None:
    view.set_chart(prices("en"), ENGLISH)
    assert [button.texts() for button in buttons(view)] == [("Copy",), ("Export",), ("Table",)]
    view.resize(500, 400)
    assert [button.texts() for button in buttons(view)] == [(), (), ()]
    assert [button.toolTip() for button in buttons(view)] == ["Copy", "Export", "Table"]
    assert [button.accessibleName() for button in buttons(view)] == ["Copy", "Export", "Table"]


def test_the_keys_reach_the_plot_after_the_toolbar(view: ChartView) -> None:
    view.set_chart(prices(), GERMAN)
    view.ensure_plot()
    order = []
    widget: QWidget = buttons(view)[0]
    for _ in range(8):
        order.append(widget)
        widget = widget.nextInFocusChain()
        while not widget.isVisible() or not widget.focusPolicy():
            widget = widget.nextInFocusChain()
    assert order[:4] == [*buttons(view), view.plot]


def test_the_keys_reach_what_is_chosen_about_a_chart_before_its_marks(view: ChartView) -> None:
    late = QWidget()
    row = QHBoxLayout(late)
    view.ensure_plot()
    view.set_chart(prices(), GERMAN)
    view.add_control(late)
    second, first = QPushButton("b"), QPushButton("a")
    row.addWidget(first)
    row.addWidget(second)
    view.set_chart(prices().changed(subtitle="x"), GERMAN)
    order: list[QWidget] = [buttons(view)[-1]]
    while order[-1] is not view.plot:
        order.append(order[-1].nextInFocusChain())
    assert [stop for stop in order if stop in (first, second, view.plot)] == [first, second, view.plot]


def test_a_chart_without_marks_says_why(view: ChartView) -> None:
    view.ensure_plot()
    empty = prices().changed(
        title="An diesem Tag hatte kein Modell einen Preis.",
        categories=(),
        series=tuple(series.changed(points=()) for series in prices().series),
    )
    view.set_chart(empty, GERMAN)
    shown = [child for child in view.findChildren(QWidget) if child.isVisible() and hasattr(child, "text")]
    assert any(child.text() == empty.title for child in shown)
    assert not any(button.isVisible() for button in buttons(view))
    assert view.plot is not None and not view.plot.isVisible()
    view.set_chart(prices(), GERMAN)
    assert view.plot is not None and view.plot.isVisible() and all(button.isVisible() for button in buttons(view))
    assert not any(child.isVisible() and child.text() == empty.title for child in shown)


def test_the_legend_stands_beside_the_subtitle_or_in_the_plot(view: ChartView, qapp: QApplication) -> None:
    view.ensure_plot()
    view.set_chart(falls(), GERMAN)
    qapp.processEvents()
    assert view.plot is not None and view.plot.placed is not None
    assert not view.plot.placed.swatches
    assert names_of_legend(view) == ["größter Wertverlust", "Unternehmen", "Index"]
    view.resize(480, 400)
    qapp.processEvents()
    assert len(view.plot.placed.swatches) == 3 and names_of_legend(view) == []
    view.resize(820, 400)
    view.set_chart(prices(), GERMAN)
    assert names_of_legend(view) == []


def test_with_and_without_a_legend_the_subtitle_is_as_close_to_its_heading(view: ChartView, qapp: QApplication) -> None:
    distances = []
    for chart in (falls(), prices()):
        view.set_chart(chart, GERMAN)
        qapp.processEvents()
        distances.append(view._subtitle.y() - view._heading.y())
        legend = view._legend
        assert legend.isHidden() or legend.y() >= view._toolbar.geometry().bottom()
    assert distances[0] == distances[1]


def test_a_subtitle_that_is_too_long_beside_the_toolbar_stands_below_it(view: ChartView, qapp: QApplication) -> None:
    chart = prices()
    toolbar = buttons(view)[0].parentWidget()
    assert toolbar is not None
    for subtitle, below in (("kurz", False), ("ein Balken reicht von der kleinsten bis zur größten Angabe " * 2, True)):
        view.set_chart(chart.changed(subtitle=subtitle), GERMAN)
        qapp.processEvents()
        words = next(child for child in view.findChildren(QLabel) if child.text() == subtitle)
        assert (words.y() >= toolbar.geometry().bottom()) is below


def test_a_narrow_tornado_asks_for_the_height_its_names_need(view: ChartView, qapp: QApplication) -> None:
    chart = sensitivity()
    chart = chart.changed(categories=tuple(f"Preis je Platz und Monat {name}" for name in chart.categories))
    view.set_chart(chart, GERMAN)
    view.ensure_plot()
    qapp.processEvents()
    layout = view.layout()
    assert layout is not None
    wide = layout.totalHeightForWidth(820)
    view.resize(360, 600)
    qapp.processEvents()
    assert layout.totalHeightForWidth(360) > wide
    view.resize(360, layout.totalHeightForWidth(360))
    qapp.processEvents()
    assert view.plot is not None and view.plot.placed is not None
    assert not [word.text for word in view.plot.placed.words if word.part == "category" and "…" in word.text]


def names_of_legend(view: ChartView) -> list[str]:
    return [
        name
        for child in view.findChildren(QLabel)
        if type(child).__name__ == "_Legend" and child.isVisible()
        for name in child.texts()
    ]


def test_controls_stand_between_heading_and_plot(view: ChartView, qapp: QApplication) -> None:
    view.set_chart(prices(), GERMAN)
    view.ensure_plot()
    control = Button("Alle")
    view.add_control(control)
    qapp.processEvents()
    assert view.plot is not None
    assert control.mapTo(view, QPoint(0, control.height())).y() <= view.plot.mapTo(view, QPoint(0, 0)).y()
    assert control.mapTo(view, QPoint(0, 0)).x() == view.plot.mapTo(view, QPoint(0, 0)).x()


def way_back(view: ChartView) -> LinkButton:
    (found,) = view.findChildren(LinkButton)
    return found


def test_the_way_back_to_all_positions_is_offered_while_only_some_are_shown(view: ChartView) -> None:
    view.set_chart(event_window("en"), ENGLISH)
    view.ensure_plot()
    assert view.plot is not None and not way_back(view).isVisible()
    view.plot.zoom(0.5)
    assert way_back(view).isVisible() and way_back(view).text() == "Show all"
    view.show_table(True)
    assert not way_back(view).isVisible()
    view.show_table(False)
    way_back(view).click()
    assert view.plot.section is None and not way_back(view).isVisible()
    view.plot.zoom(0.5)
    view.set_chart(falls("en"), ENGLISH)
    assert not way_back(view).isVisible()


@pytest.mark.parametrize("beside_controls", [True, False])
def test_the_plot_keeps_its_place_when_the_way_back_appears(
    view: ChartView, qapp: QApplication, beside_controls: bool
) -> None:
    view.set_chart(event_window("en"), ENGLISH)
    view.ensure_plot()
    if beside_controls:
        view.add_control(Button("All lines", height=28))
    qapp.processEvents()
    assert view.plot is not None
    before = view.plot.geometry()
    view.plot.zoom(0.5)
    qapp.processEvents()
    row = way_back(view).mapTo(view, QPoint(0, 0)).y()
    assert view.plot.geometry() == before
    assert (row > 40) is beside_controls and row < view.plot.mapTo(view, QPoint(0, 0)).y()


def test_a_bubble_is_asked_for_value_by_value_since_each_has_its_own_origin(view: ChartView) -> None:
    chart = standpoints("en", risks=(81.0, None, 19.0, 38.0))
    ids = ("cost", "risk", "weeks")
    known = tuple(
        series.changed(points=tuple(point and point.changed(origin=record(id)) for point in series.points))
        for series, id in zip(chart.series, ids, strict=True)
    )
    view.set_chart(chart.changed(series=known), ENGLISH)
    asked = view.asked()
    assert len(asked) == len(ids) * len(chart.readings())
    assert [one.origin for one in asked[:3]] == [record(id) for id in ids]
    assert [span.text for one in asked[:2] for span in one.words if span.strong] == ["$974", "81"]
    assert all(str(one.words).startswith("Vendor API in China: ") for one in asked[:3])


def test_a_running_total_is_asked_for_with_all_that_led_to_it(view: ChartView) -> None:
    chart = shortfall("en")
    (series,) = chart.series
    known = tuple(point and point.changed(origin=record(f"r{row}")) for row, point in enumerate(series.points))
    view.set_chart(chart.changed(series=(series.changed(points=known),)), ENGLISH)
    second = view.asked()[1]
    assert second.origin == record("r1")
    told = {span.text: span.origin for span in second.words}
    assert told["+$150bn"] == record("r1")
    assert told[", running total $300bn"] == record("r0") | record("r1")
