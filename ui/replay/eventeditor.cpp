#include "ui/replay/eventeditor.h"

#include "broker/event/channel.h"
#include "ui/parts/screenfit.h"
#include "ui/text/bodyguess.h"
#include "ui/text/format.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace hookbot {

namespace {

/// The longest line in characters: QPlainTextEdit lays out a line as a whole.
constexpr qsizetype LongestEditedLine = 256LL * 1024;

qsizetype longestLineOf(const QByteArray &body)
{
    qsizetype longest = 0;
    for (qsizetype begin = 0; begin < body.size();) {
        const qsizetype found = body.indexOf('\n', begin);
        const qsizetype end = found < 0 ? body.size() : found;
        longest = std::max(longest, end - begin);
        begin = end + 1;
    }
    return longest;
}

/// Whether the text has characters that change its direction: the editor would show it in a wrong order.
bool turnsText(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) {
        const char16_t code = c.unicode();
        return code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
               (code >= 0x2066 && code <= 0x2069);
    });
}

/// Headers that are made again for a new event.
bool isOfTheBody(const QByteArray &name)
{
    return name.compare("content-length", Qt::CaseInsensitive) == 0 ||
           name.compare("transfer-encoding", Qt::CaseInsensitive) == 0;
}

/// Whether the bytes are one line of text that editing preserves.
bool isEditable(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    return text.toUtf8() == bytes && visible(bytes, bytes.size()) == text;
}

bool isHeaderName(const QString &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7F && !QStringView(u"()<>@,;:\\\"/[]?={}").contains(c);
    });
}

QPlainTextEdit *makeTextEdit(const QString &name, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(name);
    return edit;
}

} // namespace

EventEditor::EventEditor(Monitor &monitor, const EventDetail &event, QWidget *parent)
    : QDialog(parent),
      m_monitor(monitor),
      m_event(event),
      m_channel(new QLineEdit(channelText(event.summary.channel), this)),
      m_method(new QLineEdit(visible(event.summary.method), this)),
      m_query(new QLineEdit(visible(event.query), this)),
      m_headers(makeTextEdit(tr("Headers"), this)),
      m_body(makeTextEdit(tr("Body"), this)),
      m_kept(new QLabel(this)),
      m_fault(new QLabel(this)),
      m_publish(nullptr)
{
    setWindowTitle(tr("Edit and replay %1").arg(event.summary.id));
    m_channel->setObjectName(QStringLiteral("channel"));
    m_headers->setObjectName(QStringLiteral("headers"));
    m_body->setObjectName(QStringLiteral("body"));
    m_kept->setTextFormat(Qt::PlainText);
    m_kept->setWordWrap(true);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    fillHeaders();
    fillBody();
    m_kept->setVisible(!m_kept->text().isEmpty());
    m_fault->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_publish = buttons->addButton(tr("Publish"), QDialogButtonBox::AcceptRole);
    m_publish->setObjectName(QStringLiteral("publish"));
    connect(buttons, &QDialogButtonBox::accepted, this, &EventEditor::publish);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(event.summary.isUnsafe() ? tr("&Channel (\u26a0 unsafe)") : tr("&Channel"), m_channel);
    form->addRow(tr("&Method"), m_method);
    form->addRow(tr("&Query"), m_query);
    form->addRow(tr("&Headers"), m_headers);
    form->addRow(tr("&Body"), m_body);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form, 1);
    column->addWidget(m_kept);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    m_body->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_headers->setMaximumHeight(m_headers->fontMetrics().lineSpacing() * 9);
    m_headers->setMinimumHeight(m_headers->fontMetrics().lineSpacing() * 5);
    m_body->setMinimumHeight(m_body->fontMetrics().lineSpacing() * 10);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().lineSpacing() * 36);
    fitToScreen(*this);
    m_body->setFocus();
}

void EventEditor::fillHeaders()
{
    QStringList lines;
    for (const auto &[name, value] : std::as_const(m_event.headers)) {
        if (isOfTheBody(name))
            continue;
        if (isEditable(name) && isEditable(value))
            lines += QString::fromUtf8(name + ": " + value);
        else
            m_keptHeaders.append({ name, value });
    }
    m_headers->setPlainText(lines.join(u'\n'));
    if (!m_keptHeaders.isEmpty())
        m_kept->setText(
            tr("%n header(s) are not text and are published unchanged.", nullptr, int(m_keptHeaders.size())));
}

void EventEditor::fillBody()
{
    const QByteArray &body = m_event.body;
    QString why;
    if (body.size() > LongestBody) {
        why = tr("The body is larger than 1 MiB and is published unchanged.");
    } else if (longestLineOf(body) > LongestEditedLine) {
        why = tr("The body has a line that is too long to edit, and is published unchanged.");
    } else {
        QString text = QString::fromUtf8(body);
        m_hasCarriageReturns = text.contains(QStringLiteral("\r\n"));
        m_body->setPlainText(text);
        if (!looksLikeText(body) || this->body() != body || turnsText(text)) {
            m_body->clear();
            why = tr("The body is not text and is published unchanged.");
        }
    }
    m_isBodyKept = !why.isEmpty();
    if (!m_isBodyKept)
        return;
    m_body->setEnabled(false);
    m_body->setPlaceholderText(why);
    m_kept->setText(m_kept->text().isEmpty() ? why : m_kept->text() + u'\n' + why);
}

QByteArray EventEditor::body() const
{
    QString text = m_body->toPlainText();
    if (m_hasCarriageReturns)
        text.replace(u'\n', QStringLiteral("\r\n"));
    return text.toUtf8();
}

QString EventEditor::headerFault() const
{
    for (const QString &line : m_headers->toPlainText().split(u'\n')) {
        const qsizetype colon = line.indexOf(u':');
        if (!line.trimmed().isEmpty() && (colon < 0 || !isHeaderName(line.left(colon).trimmed())))
            return tr("Not a header: %1. Enter a name, a colon and a value.").arg(visible(line.toUtf8(), 60));
    }
    return {};
}

NewEvent EventEditor::newEvent() const
{
    NewEvent made;
    const QByteArray channel = m_channel->text().trimmed().toUtf8();
    made.channel = m_event.summary.isUnsafe() ? ChannelName::unsafe(channel) : channel;
    made.method = m_method->text().trimmed().toUtf8();
    made.query = m_query->text() == visible(m_event.query) ? m_event.query : m_query->text().trimmed().toUtf8();
    for (const QString &line : m_headers->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            made.headers.append({ line.left(colon).trimmed().toUtf8(), line.mid(colon + 1).trimmed().toUtf8() });
    }
    made.headers += m_keptHeaders;
    made.body = m_isBodyKept ? m_event.body : body();
    made.replayOf = m_event.summary.id;
    return made;
}

void EventEditor::setFault(const QString &fault)
{
    m_fault->setText(QStringLiteral("\u26a0 ") + fault);
    m_fault->setVisible(!fault.isEmpty());
}

void EventEditor::publish()
{
    const NewEvent made = newEvent();
    if (made.channel.isEmpty() || m_channel->text().trimmed().isEmpty()) {
        setFault(tr("Enter a channel."));
        m_channel->setFocus();
        return;
    }
    if (const QString fault = headerFault(); !fault.isEmpty()) {
        setFault(fault);
        m_headers->setFocus();
        return;
    }
    m_publish->setEnabled(false);
    m_monitor.publish(made, this, [this](const Outcome &outcome) {
        m_publish->setEnabled(true);
        if (!outcome.ok()) {
            setFault(tr("Not published: %1").arg(outcome.error));
            return;
        }
        Q_EMIT published(outcome);
        accept();
    });
}

} // namespace hookbot
