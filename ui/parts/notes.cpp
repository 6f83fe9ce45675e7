#include "ui/parts/notes.h"

#include <QtCore/QEvent>

#include <algorithm>

namespace hookbot {

namespace {

constexpr int NoteLetters = 72; ///< a readable length of line

} // namespace

Heading::Heading(const QString &text, QWidget *parent) : QLabel(text, parent)
{
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
    setTextFormat(Qt::PlainText);
    setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
}

Note::Note(Tone tone, QWidget *parent) : QLabel(parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    QSizePolicy wide(QSizePolicy::Expanding, QSizePolicy::Preferred);
    wide.setHeightForWidth(true);
    setSizePolicy(wide);
    setAlignment(Qt::AlignLeading | Qt::AlignTop);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    colour();
    hide();
}

void Note::say(const QString &text)
{
    setText(text);
    setVisible(!text.isEmpty());
}

void Note::say(const QString &text, Tone tone)
{
    m_tone = tone;
    colour();
    say(text);
}

QSize Note::sizeHint() const
{
    const int width = std::min(fontMetrics().horizontalAdvance(text()), fontMetrics().averageCharWidth() * NoteLetters);
    return { width, heightForWidth(width) };
}

QSize Note::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * NoteLetters / 3, fontMetrics().height() };
}

void Note::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        colour();
    QLabel::changeEvent(event);
}

void Note::colour()
{
    const QPalette around = parentWidget() ? parentWidget()->palette() : palette();
    const QColor color = toneColor(m_tone, around);
    if (color == palette().color(QPalette::WindowText))
        return;
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, color);
    setPalette(colors);
}

} // namespace hookbot
