#include "ui/tokens/tokencheck.h"

#include "ui/parts/notes.h"
#include "ui/text/format.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

#include <algorithm>

namespace hookbot {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype MostOpened = 500;

} // namespace

TokenCheck::TokenCheck(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_askSoon(new QTimer(this)),
      m_text(new QLineEdit(this)),
      m_path(new QLineEdit(this)),
      m_mark(new ShapeMark(this)),
      m_why(new QLabel(this)),
      m_channels(new QListWidget(this))
{
    layOut();
    m_askSoon->setSingleShot(true);
    m_askSoon->setInterval(150ms);
    connect(m_askSoon, &QTimer::timeout, this, &TokenCheck::ask);
    for (const QLineEdit *field : { m_text, m_path })
        connect(field, &QLineEdit::textChanged, m_askSoon, qOverload<>(&QTimer::start));
    showNothing();
}

void TokenCheck::layOut()
{
    m_text->setObjectName(QStringLiteral("token"));
    m_path->setObjectName(QStringLiteral("path"));
    m_why->setObjectName(QStringLiteral("why"));
    m_channels->setObjectName(QStringLiteral("opened"));
    m_text->setPlaceholderText(QStringLiteral("wss://…@example.com/sub/a/b"));
    m_path->setPlaceholderText(tr("/sub/a/b, or leave empty to try all channels"));
    m_why->setTextFormat(Qt::PlainText);
    m_why->setWordWrap(true);
    m_channels->setAccessibleName(tr("Channels it opens"));
    m_channels->setMinimumHeight(fontMetrics().height() * 4);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&URL or token"), m_text);
    form->addRow(tr("&Path"), m_path);
    auto *answer = new QHBoxLayout;
    answer->addWidget(m_mark, 0, Qt::AlignTop);
    answer->addWidget(m_why, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new Heading(tr("Check a token"), this));
    layout->addLayout(form);
    layout->addLayout(answer);
    layout->addWidget(m_channels, 1);
}

void TokenCheck::ask()
{
    const QString text = m_text->text().trimmed();
    ++m_asked;
    if (text.isEmpty()) {
        showNothing();
        return;
    }
    m_monitor.explainToken(text, m_path->text().trimmed(), this,
                           [this, number = m_asked](const TokenExplanation &explanation) {
                               if (number == m_asked)
                                   showExplanation(explanation);
                           });
}

void TokenCheck::showExplanation(const TokenExplanation &explanation)
{
    m_mark->setShape(explanation.isGood ? Shape::Dot : Shape::Triangle,
                     explanation.isGood ? Tone::Good : Tone::Warning);
    m_mark->show();
    m_why->setText(explanation.why);
    m_channels->clear();
    for (const QByteArray &channel : explanation.channels.first(std::min(MostOpened, explanation.channels.size())))
        m_channels->addItem(visible(channel));
    if (explanation.channels.size() > MostOpened)
        m_channels->addItem(tr("… and %1 more").arg(explanation.channels.size() - MostOpened));
    m_channels->setVisible(m_channels->count() > 0);
}

void TokenCheck::showNothing()
{
    m_mark->hide();
    m_why->setText(tr("Paste a URL or a token to see which channels of this server it opens, and why."));
    m_channels->clear();
    m_channels->hide();
}

} // namespace hookbot
