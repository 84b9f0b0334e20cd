"""Fusion with our own fields, sliders, buttons, tables and menus: the controls Qt draws for us."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionGroupBox,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionTab,
    QWidget,
)

from lagebild.look.colours import colour, current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_hairline, draw_surface, draw_text

_State = QStyle.StateFlag
_Part = QStyle.SubControl
_Metric = QStyle.PixelMetric

STEPPER = 24  # width of the two arrows of a spin box
ARROW = 28  # width of the arrow of a combo box
HANDLE = 16  # of a slider
SCROLL_BAR = 12
_INDICATOR = 18

_METRICS: Final = {
    _Metric.PM_SliderLength: HANDLE,
    _Metric.PM_SliderThickness: 20,
    _Metric.PM_SliderControlThickness: HANDLE,
    _Metric.PM_ScrollBarExtent: SCROLL_BAR,
    _Metric.PM_ScrollBarSliderMin: 32,
    _Metric.PM_ScrollView_ScrollBarSpacing: 0,
    _Metric.PM_IndicatorWidth: _INDICATOR,
    _Metric.PM_IndicatorHeight: _INDICATOR,
    _Metric.PM_ExclusiveIndicatorWidth: _INDICATOR,
    _Metric.PM_ExclusiveIndicatorHeight: _INDICATOR,
    _Metric.PM_CheckBoxLabelSpacing: 8,
    _Metric.PM_RadioButtonLabelSpacing: 8,
    _Metric.PM_ToolTipLabelFrameWidth: 6,
    _Metric.PM_MenuPanelWidth: 1,
    _Metric.PM_MenuVMargin: 4,
    _Metric.PM_HeaderMargin: 0,
    _Metric.PM_FocusFrameHMargin: 7,  # at both ends of an item of a list
    _Metric.PM_ButtonShiftHorizontal: 0,
    _Metric.PM_ButtonShiftVertical: 0,
    _Metric.PM_TabBarTabHSpace: 24,
    _Metric.PM_TabBarTabVSpace: 14,
}
_HINTS: Final = {
    QStyle.StyleHint.SH_ComboBox_Popup: 0,  # a list under the field, not a menu over it
    QStyle.StyleHint.SH_EtchDisabledText: 0,
    QStyle.StyleHint.SH_DitherDisabledText: 0,
    QStyle.StyleHint.SH_Slider_AbsoluteSetButtons: Qt.MouseButton.LeftButton.value,
    QStyle.StyleHint.SH_Widget_Animation_Duration: 0,
    QStyle.StyleHint.SH_ToolTip_WakeUpDelay: 400,
}


class Style(QProxyStyle):
    """The application's style."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    # ---- sizes

    def pixelMetric(self, metric: _Metric, option: QStyleOption | None = None, widget: QWidget | None = None) -> int:
        own = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if own is None else own

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        own = _HINTS.get(hint)
        return super().styleHint(hint, option, widget, returned) if own is None else own

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        content = QStyle.ContentsType
        if kind == content.CT_SpinBox:
            return QSize(size.width() + 10 + STEPPER, 32)
        if kind == content.CT_ComboBox:
            return QSize(size.width() + 14 + ARROW, 32)
        if kind == content.CT_LineEdit:
            return QSize(size.width() + 8, max(32, size.height() + 8))
        # Qt passes no widget for the parts of some; the annotations of PySide6 do not know
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind == content.CT_PushButton:
            return QSize(max(made.width() + 8, 72), 32)
        if kind == content.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
                named = round(text_width(option.text, "chip")) + 20 if option.text else 0
                return QSize(max(made.width(), named), 30 if option.text else 9)
            return QSize(made.width() + 24, 30)
        if kind == content.CT_ItemViewItem:
            return QSize(made.width() + 8, max(30, made.height()))
        if kind == content.CT_HeaderSection:
            return QSize(made.width() + 12, 32)
        return made

    def subControlRect(
        self, control: QStyle.ComplexControl, option: QStyleOptionComplex, part: _Part, widget: QWidget | None = None
    ) -> QRect:
        rect = option.rect
        if control == QStyle.ComplexControl.CC_SpinBox:
            buttons = isinstance(option, QStyleOptionSpinBox) and (
                option.buttonSymbols != QStyleOptionSpinBox().buttonSymbols.NoButtons
            )
            arrows = STEPPER if buttons else 0
            middle = rect.height() // 2
            if part == _Part.SC_SpinBoxUp:
                return QRect(rect.right() - arrows + 1, rect.y(), arrows, middle)
            if part == _Part.SC_SpinBoxDown:
                return QRect(rect.right() - arrows + 1, rect.y() + middle, arrows, rect.height() - middle)
            if part == _Part.SC_SpinBoxEditField:
                return rect.adjusted(5, 2, -(arrows or 5), -2)
            return rect
        if control == QStyle.ComplexControl.CC_ComboBox:
            if part == _Part.SC_ComboBoxArrow:
                return QRect(rect.right() - ARROW + 1, rect.y(), ARROW, rect.height())
            if part == _Part.SC_ComboBoxEditField:
                return rect.adjusted(8, 2, -ARROW, -2)
            if part == _Part.SC_ComboBoxListBoxPopup:
                return rect.adjusted(0, 2, 0, 2)
            return rect
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return _scroll_bar_part(option, part)
        if (
            control == QStyle.ComplexControl.CC_GroupBox
            and isinstance(option, QStyleOptionGroupBox)
            and option.features & QStyleOptionFrame.FrameFeature.Flat
        ):
            return rect  # a flat group has no frame to keep clear of
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    # ---- controls of several parts

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == QStyle.ComplexControl.CC_SpinBox and isinstance(option, QStyleOptionSpinBox):
            self._spin_box(option, painter)
        elif control == QStyle.ComplexControl.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            _field(painter, option)
            tint = current().text2 if option.state & _State.State_Enabled else current().text3
            draw_icon(painter, "chevron-down", tint, option.rect.right() - 21, option.rect.center().y() - 6, 14)
        elif control == QStyle.ComplexControl.CC_Slider and isinstance(option, QStyleOptionSlider):
            _slider(painter, option, self.subControlRect(control, option, _Part.SC_SliderHandle, widget))
        elif control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            _scroll_bar(painter, option)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _spin_box(self, option: QStyleOptionSpinBox, painter: QPainter) -> None:
        theme = current()
        _field(painter, option)
        if option.buttonSymbols == option.buttonSymbols.NoButtons:
            return
        step = option.stepEnabled
        enabled = bool(option.state & _State.State_Enabled)
        hovered = bool(option.state & _State.State_MouseOver)
        middle = option.rect.x() + option.rect.width() - STEPPER / 2 - 2
        for part, allowed, name, offset in (
            (_Part.SC_SpinBoxUp, step & step.StepUpEnabled, "chevron-up", -12),
            (_Part.SC_SpinBoxDown, step & step.StepDownEnabled, "chevron-down", 0),
        ):
            under = hovered and bool(option.activeSubControls & part)
            tint = (theme.accent if under else theme.text2) if enabled and allowed else theme.border
            draw_icon(painter, name, tint, middle - 7, option.rect.center().y() + offset, 14)

    # ---- controls of one part

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _CONTROLS.get(element)
        if draw is not None and draw(painter, option, widget):
            return
        super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _PRIMITIVES.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            draw(painter, option)


def _field(painter: QPainter, option: QStyleOption) -> None:
    """Ground and frame of anything that takes input."""
    theme = current()
    enabled = bool(option.state & _State.State_Enabled)
    rect = QRectF(option.rect)
    edge = theme.border if enabled else theme.line
    draw_surface(painter, rect, theme.surface if enabled else theme.sunken, edge, 5)
    if enabled and option.state & _State.State_HasFocus:
        draw_focus_ring(painter, rect, 5)


def _slider(painter: QPainter, option: QStyleOptionSlider, handle: QRect) -> None:
    theme = current()
    enabled = bool(option.state & _State.State_Enabled)
    groove = QRectF(option.rect)
    middle = groove.y() + groove.height() / 2
    centre = handle.x() + handle.width() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.border if not enabled else theme.marks["comparator_pale"].fill))
    painter.drawRoundedRect(QRectF(groove.x() + 1, middle - 2, groove.width() - 2, 4), 2, 2)
    tint = theme.accent if enabled else theme.border
    painter.setBrush(colour(tint))
    if option.upsideDown:
        painter.drawRoundedRect(QRectF(centre, middle - 2, groove.right() - 1 - centre, 4), 2, 2)
    else:
        painter.drawRoundedRect(QRectF(groove.x() + 1, middle - 2, centre - groove.x() - 1, 4), 2, 2)
    if enabled and option.state & _State.State_HasFocus:
        painter.setBrush(colour(theme.accent_tint))
        painter.setPen(QPen(colour(theme.accent), 2))
        painter.drawEllipse(QPointF(centre, middle), 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.accent))
        painter.drawEllipse(QPointF(centre, middle), 5, 5)
        return
    active = bool(option.state & (_State.State_MouseOver | _State.State_Sunken)) and enabled
    painter.setBrush(colour(theme.accent_tint if active else theme.surface))
    painter.setPen(QPen(colour(tint), 2))
    painter.drawEllipse(QPointF(centre, middle), 7, 7)


def _scroll_bar_part(option: QStyleOptionSlider, part: _Part) -> QRect:
    rect = option.rect
    lying = option.orientation == Qt.Orientation.Horizontal
    length = rect.width() if lying else rect.height()
    span = option.maximum - option.minimum
    handle = length
    if span > 0:
        handle = max(_METRICS[_Metric.PM_ScrollBarSliderMin], length * option.pageStep // (span + option.pageStep))
        handle = min(handle, length)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown
    )

    def along(position: int, size: int) -> QRect:
        if lying:
            return QRect(rect.x() + position, rect.y(), size, rect.height())
        return QRect(rect.x(), rect.y() + position, rect.width(), size)

    if part == _Part.SC_ScrollBarSlider:
        return along(start, handle)
    if part == _Part.SC_ScrollBarSubPage:
        return along(0, start)
    if part == _Part.SC_ScrollBarAddPage:
        return along(start + handle, length - start - handle)
    if part == _Part.SC_ScrollBarGroove:
        return rect
    return QRect()


def _scroll_bar(painter: QPainter, option: QStyleOptionSlider) -> None:
    theme = current()
    handle = QRectF(_scroll_bar_part(option, _Part.SC_ScrollBarSlider)).adjusted(3, 3, -3, -3)
    active = bool(option.state & (_State.State_MouseOver | _State.State_Sunken))
    draw_surface(painter, handle, theme.text3 if active else theme.border, "", 3)


# ---- one part: each returns whether it drew the control


def _header_section(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> bool:
    theme = current()
    rect = option.rect
    painter.fillRect(rect, colour(theme.surface))
    lying = not isinstance(option, QStyleOptionHeader) or option.orientation == Qt.Orientation.Horizontal
    if lying:
        draw_hairline(painter, rect.x(), rect.y() + rect.height() - 1, rect.width(), theme.line)
    return True


def _header_label(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> bool:
    if not isinstance(option, QStyleOptionHeader) or option.text.count("\n"):
        return False
    right = bool(option.textAlignment & Qt.AlignmentFlag.AlignRight)
    rect = QRectF(option.rect).adjusted(8, 0, -8, 0)
    draw_text(painter, rect, option.text, "chip", current().text2, "right" if right else "left")
    return True


def _tab_shape(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> bool:
    rect = option.rect
    if option.state & _State.State_Selected:
        bar = QRectF(rect.x() + 4, rect.y() + rect.height() - 3, rect.width() - 8, 3)
        draw_surface(painter, bar, current().accent, "", 1.5)
    if option.state & _State.State_HasFocus:
        draw_focus_ring(painter, QRectF(rect).adjusted(0, 2, 0, -6))
    return True


def _tab_label(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> bool:
    if not isinstance(option, QStyleOptionTab):
        return False
    theme = current()
    selected = bool(option.state & _State.State_Selected)
    hovered = bool(option.state & _State.State_MouseOver)
    tint = theme.accent if selected else theme.text if hovered else theme.text2
    draw_text(painter, QRectF(option.rect).adjusted(0, 0, 0, -4), option.text, "strong", tint, "centre")
    return True


def _menu_item(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> bool:
    if not isinstance(option, QStyleOptionMenuItem) or not isinstance(widget, QMenu):
        return False
    theme = current()
    rect = QRectF(option.rect)
    kinds = QStyleOptionMenuItem.MenuItemType
    painter.fillRect(rect, colour(theme.surface))
    if option.menuItemType == kinds.Separator:
        if option.text:  # the name of a group
            draw_text(painter, rect.adjusted(10, 8, -10, 0), option.text, "chip", theme.text2)
        draw_hairline(painter, rect.x() + 8, rect.y() + 4, rect.width() - 16, theme.line)
        return True
    if option.state & _State.State_Selected:
        draw_surface(painter, rect.adjusted(4, 1, -4, -1), theme.accent_tint, "", 5)
    enabled = bool(option.state & _State.State_Enabled)
    tint = theme.text if enabled else theme.text3
    if option.checked:
        draw_icon(painter, "check", theme.accent, rect.x() + 10, rect.y() + 7)
    elif not option.icon.isNull():
        look = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
        option.icon.paint(painter, option.rect.x() + 10, option.rect.y() + 7, 16, 16, mode=look)
    label, _, shortcut = option.text.replace("&&", "\0").replace("&", "").replace("\0", "&").partition("\t")
    room = rect.adjusted(34, 0, -14, 0)
    draw_text(painter, room, label, "body", tint)
    if option.menuItemType == kinds.SubMenu:
        draw_icon(painter, "chevron-right", tint, rect.right() - 22, rect.y() + 8, 14)
    elif shortcut:
        draw_text(painter, room, shortcut, "source", theme.text3, "right")
    return True


def _frame(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> bool:
    if not isinstance(option, QStyleOptionFrame) or option.lineWidth == 0:
        return False
    theme = current()
    popup = widget is not None and widget.isWindow()
    draw_surface(painter, QRectF(option.rect), "", theme.border if popup else theme.line, 0 if popup else 5)
    if option.state & _State.State_HasFocus:
        draw_focus_ring(painter, QRectF(option.rect), 5)
    return True


def _nothing(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> bool:
    return True


_Element = QStyle.ControlElement
_CONTROLS: Final[dict[QStyle.ControlElement, Any]] = {
    _Element.CE_HeaderSection: _header_section,
    _Element.CE_HeaderEmptyArea: _header_section,
    _Element.CE_HeaderLabel: _header_label,
    _Element.CE_TabBarTabShape: _tab_shape,
    _Element.CE_TabBarTabLabel: _tab_label,
    _Element.CE_MenuItem: _menu_item,
    _Element.CE_MenuEmptyArea: _nothing,
    _Element.CE_ShapedFrame: _frame,
}


# ---- primitives


def _check_box(painter: QPainter, option: QStyleOption) -> None:
    theme = current()
    rect = QRectF(option.rect)
    enabled = bool(option.state & _State.State_Enabled)
    if option.state & (_State.State_On | _State.State_NoChange):
        draw_surface(painter, rect, theme.accent if enabled else theme.border, "", 4)
        if option.state & _State.State_On:
            draw_icon(painter, "check", theme.on_accent, rect.x() + 2, rect.y() + 2, 14)
        else:
            painter.fillRect(rect.adjusted(5, 8, -5, -8), colour(theme.on_accent))
    else:
        draw_surface(painter, rect, theme.surface, theme.border if enabled else theme.line, 4)


def _radio(painter: QPainter, option: QStyleOption) -> None:
    theme = current()
    rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
    enabled = bool(option.state & _State.State_Enabled)
    chosen = bool(option.state & _State.State_On)
    tint = theme.line if not enabled else theme.accent if chosen else theme.border
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(tint), 2 if chosen else 1))
    painter.setBrush(colour(theme.surface))
    painter.drawEllipse(rect)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tint))
        painter.drawEllipse(rect.center(), 4, 4)


def _button(painter: QPainter, option: QStyleOption) -> None:
    theme = current()
    rect = QRectF(option.rect)
    enabled = bool(option.state & _State.State_Enabled)
    down = bool(option.state & (_State.State_Sunken | _State.State_On))
    hovered = bool(option.state & _State.State_MouseOver)
    fill = theme.accent_tint if down else theme.sunken if hovered or not enabled else theme.surface
    draw_surface(painter, rect, fill, theme.border if enabled else theme.line, 6)
    default = isinstance(option, QStyleOptionButton) and bool(
        option.features & QStyleOptionButton.ButtonFeature.DefaultButton
    )
    if option.state & _State.State_HasFocus or default:
        draw_focus_ring(painter, rect)


def _tool_button(painter: QPainter, option: QStyleOption) -> None:
    theme = current()
    if option.state & _State.State_On:
        draw_surface(painter, QRectF(option.rect), theme.accent_tint, "", 5)
    elif option.state & (_State.State_MouseOver | _State.State_Sunken):
        draw_surface(painter, QRectF(option.rect), theme.sunken, "", 5)
    if option.state & _State.State_HasFocus:
        draw_focus_ring(painter, QRectF(option.rect), 5)


def _line_edit(painter: QPainter, option: QStyleOption) -> None:
    if not isinstance(option, QStyleOptionFrame) or option.lineWidth > 0:
        _field(painter, option)


def _focus_ring(painter: QPainter, option: QStyleOption) -> None:
    draw_focus_ring(painter, QRectF(option.rect), 4)


def _menu_panel(painter: QPainter, option: QStyleOption) -> None:
    theme = current()
    painter.fillRect(option.rect, colour(theme.border))
    painter.fillRect(option.rect.adjusted(1, 1, -1, -1), colour(theme.surface))


def _tip_panel(painter: QPainter, option: QStyleOption) -> None:
    painter.fillRect(option.rect, colour(current().toast))


def _tab_base(painter: QPainter, option: QStyleOption) -> None:
    rect = option.rect
    draw_hairline(painter, rect.x(), rect.bottom(), rect.width(), current().line)


def _row(painter: QPainter, option: QStyleOption) -> None:
    """Nothing: items paint their own ground."""


def _item(painter: QPainter, option: QStyleOption) -> None:
    theme = current()
    if option.state & _State.State_Selected:
        painter.fillRect(option.rect, colour(theme.accent_tint))
        # the text on it keeps its colour
        option.palette.setColor(QPalette.ColorRole.HighlightedText, colour(theme.text))
    elif option.state & _State.State_MouseOver:
        painter.fillRect(option.rect, colour(theme.sunken))


def _arrow(name: str) -> Any:
    def draw(painter: QPainter, option: QStyleOption) -> None:
        rect = option.rect
        size = min(14, rect.width(), rect.height())
        x = rect.x() + (rect.width() - size) / 2
        y = rect.y() + (rect.height() - size) / 2
        draw_icon(painter, name, current().text2, x, y, size)

    return draw


def _branch(painter: QPainter, option: QStyleOption) -> None:
    if option.state & _State.State_Children:
        x, y = option.rect.center().x(), option.rect.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(current().text2))
        painter.drawPolygon(QPolygonF([QPointF(x - 3, y - 3), QPointF(x + 3, y - 3), QPointF(x, y + 3)]))


_Primitive = QStyle.PrimitiveElement
_PRIMITIVES: Final[dict[QStyle.PrimitiveElement, Any]] = {
    _Primitive.PE_IndicatorCheckBox: _check_box,
    _Primitive.PE_IndicatorItemViewItemCheck: _check_box,
    _Primitive.PE_IndicatorRadioButton: _radio,
    _Primitive.PE_PanelButtonCommand: _button,
    _Primitive.PE_PanelButtonTool: _tool_button,
    _Primitive.PE_PanelLineEdit: _line_edit,
    _Primitive.PE_FrameLineEdit: _line_edit,
    _Primitive.PE_FrameFocusRect: _focus_ring,
    _Primitive.PE_PanelMenu: _menu_panel,
    _Primitive.PE_FrameMenu: _row,
    _Primitive.PE_PanelTipLabel: _tip_panel,
    _Primitive.PE_FrameTabBarBase: _tab_base,
    _Primitive.PE_PanelItemViewRow: _row,
    _Primitive.PE_PanelItemViewItem: _item,
    _Primitive.PE_IndicatorArrowUp: _arrow("chevron-up"),
    _Primitive.PE_IndicatorArrowDown: _arrow("chevron-down"),
    _Primitive.PE_IndicatorArrowLeft: _arrow("chevron-left"),
    _Primitive.PE_IndicatorArrowRight: _arrow("chevron-right"),
    _Primitive.PE_IndicatorBranch: _branch,
}
