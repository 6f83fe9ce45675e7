#include "ui/detail/bodypane.h"

#include "ui/detail/findbar.h"
#include "ui/detail/jsonlines.h"
#include "ui/detail/linesview.h"
#include "ui/detail/pairsview.h"
#include "ui/detail/xmllines.h"
#include "ui/text/format.h"

#include <QtCore/QSettings>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedLayout>

namespace hookbot {

BodyPane::BodyPane(QWidget *parent)
    : QWidget(parent),
      m_note(new QLabel(this)),
      m_look(new QComboBox(this)),
      m_pages(new QStackedLayout),
      m_lines(new LinesView(this)),
      m_form(new PairsView(this)),
      m_empty(new QLabel(tr("No body."), this)),
      m_find(new FindBar(this))
{
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_look->addItems({ tr("Pretty"), tr("Raw"), tr("Hex") });
    m_look->setAccessibleName(tr("Body format"));
    m_form->setAccessibleName(tr("Form fields"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_find->hide();
    m_pages->addWidget(m_lines);
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_empty);

    auto *above = new QHBoxLayout;
    above->addWidget(m_note, 1);
    above->addWidget(m_look, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addLayout(above);
    column->addLayout(m_pages, 1);
    column->addWidget(m_find);

    connect(m_look, &QComboBox::currentIndexChanged, this, &BodyPane::showBody);
    connect(m_lines, &LinesView::faulted, this, &BodyPane::fallBack);
    connect(m_lines, &LinesView::found, this, [this] { m_find->setAnswer({}); });
    connect(m_lines, &LinesView::notFound, this, [this] { m_find->setAnswer(tr("Not found")); });
    connect(m_lines, &LinesView::copyRefused, this,
            [this] { setNote(tr("The selection is too large to copy. Save the body to a file instead.")); });
    connect(m_find, &FindBar::asked, this, &BodyPane::find);
    connect(m_find, &FindBar::closed, this, [this] {
        m_find->hide();
        m_lines->setFocus();
    });
}

std::unique_ptr<BodyLines> BodyPane::prettyLines(const QByteArray &body, BodyGuess::Kind kind)
{
    switch (kind) {
    case BodyGuess::Kind::Json:
        return std::make_unique<JsonLines>(body);
    case BodyGuess::Kind::Xml:
        return std::make_unique<XmlLines>(body);
    case BodyGuess::Kind::Binary:
        return std::make_unique<HexLines>(body);
    case BodyGuess::Kind::Empty:
    case BodyGuess::Kind::Form:
    case BodyGuess::Kind::Text:
        break;
    }
    return std::make_unique<TextLines>(body);
}

void BodyPane::setBody(const QByteArray &body, const QByteArray &contentType)
{
    m_body = body;
    m_contentType = contentType;
    m_guess = guessBody(body, contentType);
    showBody();
}

void BodyPane::setLook(Look look)
{
    m_look->setCurrentIndex(int(look));
}

void BodyPane::showBody()
{
    setNote(m_guess.note);
    m_find->setAnswer({});
    if (m_guess.kind == BodyGuess::Kind::Empty) {
        m_lines->setLines(nullptr);
        m_pages->setCurrentWidget(m_empty);
        return;
    }
    const auto look = Look(m_look->currentIndex());
    if (look == Look::Pretty && m_guess.kind == BodyGuess::Kind::Form) {
        m_lines->setLines(nullptr);
        m_form->pairs().setForm(m_body);
        m_pages->setCurrentWidget(m_form);
        return;
    }
    if (look == Look::Hex)
        showLines(std::make_unique<HexLines>(m_body));
    else if (look == Look::Raw)
        showLines(std::make_unique<TextLines>(m_body));
    else
        showLines(prettyLines(m_body, m_guess.kind));
}

void BodyPane::showLines(std::unique_ptr<BodyLines> lines)
{
    m_pages->setCurrentWidget(m_lines);
    m_lines->setLines(std::move(lines));
}

/// Called if the body starts like JSON, or its content type is JSON, but it is not valid.
void BodyPane::fallBack(const QString &fault)
{
    if (m_guess.isDeclared) {
        m_guess.note = tr("Sent as %1, but not valid JSON: %2. Shown as text.").arg(visible(m_contentType, 100), fault);
    } else {
        m_guess.note.clear();
    }
    m_guess.kind = BodyGuess::Kind::Text;
    showBody();
}

void BodyPane::setNote(const QString &note)
{
    m_note->setText(note);
}

void BodyPane::focusBody()
{
    m_pages->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void BodyPane::focusFind()
{
    if (m_pages->currentWidget() == m_form)
        setLook(Look::Raw);
    m_find->begin();
}

void BodyPane::find(bool isForward)
{
    m_find->setAnswer(m_find->text().isEmpty() ? QString() : tr("Searching\u2026"));
    m_lines->find(m_find->text(), isForward);
}

void BodyPane::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("detail/look"), m_look->currentIndex());
}

void BodyPane::restoreState(QSettings &settings)
{
    const int look = settings.value(QStringLiteral("detail/look")).toInt();
    m_look->setCurrentIndex(look >= 0 && look < m_look->count() ? look : 0);
}

} // namespace hookbot
