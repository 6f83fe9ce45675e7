#include "ui/tokens/tokenmaker.h"

#include "ui/parts/copyline.h"
#include "ui/parts/notes.h"
#include "ui/text/lines.h"

#include <QtCore/QEvent>
#include <QtCore/QStringListModel>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <utility>

namespace hookbot {

TokenMaker::TokenMaker(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_completions(new QStringListModel(this)),
      m_channel(new QLineEdit(this)),
      m_fault(new Note(Tone::Bad, this)),
      m_recursive(new QCheckBox(tr("Include all channels below"), this)),
      m_unsafe(new QCheckBox(tr("Unsafe"), this)),
      m_unsafeMeaning(new Note(Tone::Muted, this)),
      m_metadata(new QComboBox(this)),
      m_sha1(new QCheckBox(tr("SHA-1, for servers before 0.19"), this)),
      m_publish(new CopyLine(tr("Publish URL"), this)),
      m_subscribe(new CopyLine(tr("Subscribe URL"), this)),
      m_curl(new CopyLine(QStringLiteral("curl"), this)),
      m_wscat(new CopyLine(QStringLiteral("wscat"), this)),
      m_listen(new CopyLine(QStringLiteral("hookbot listen"), this)),
      m_payloadUrl(new CopyLine(tr("Payload URL"), this)),
      m_contentType(new CopyLine(tr("Content type"), this)),
      m_secret(new Note(Tone::Muted, this)),
      m_lines{ m_publish, m_subscribe, m_curl, m_wscat, m_listen, m_payloadUrl }
{
    layOut();
    connect(m_channel, &QLineEdit::textChanged, this, [this] {
        tickForSlash();
        ask();
    });
    for (const QCheckBox *box : { m_recursive, m_unsafe, m_sha1 })
        connect(box, &QCheckBox::toggled, this, &TokenMaker::ask);
    connect(m_metadata, &QComboBox::currentIndexChanged, this, &TokenMaker::ask);
    connect(&m_monitor, &Monitor::channelsChanged, this, &TokenMaker::noteChannels);
    for (const CopyLine *line : QList<CopyLine *>(m_lines) + QList{ m_contentType })
        connect(line, &CopyLine::copied, this, &TokenMaker::copied);
    ask();
}

void TokenMaker::layOut()
{
    m_channel->setObjectName(QStringLiteral("channel"));
    m_recursive->setObjectName(QStringLiteral("recursive"));
    m_unsafe->setObjectName(QStringLiteral("unsafe"));
    m_sha1->setObjectName(QStringLiteral("sha1"));
    m_metadata->setObjectName(QStringLiteral("metadata"));
    m_publish->setObjectName(QStringLiteral("publishUrl"));
    m_subscribe->setObjectName(QStringLiteral("subscribeUrl"));
    m_curl->setObjectName(QStringLiteral("curl"));
    m_wscat->setObjectName(QStringLiteral("wscat"));
    m_listen->setObjectName(QStringLiteral("listen"));
    m_payloadUrl->setObjectName(QStringLiteral("payloadUrl"));
    m_contentType->setObjectName(QStringLiteral("contentType"));
    m_channel->setPlaceholderText(tr("github.com/repo/octo/hello"));
    m_channel->setCompleter(new QCompleter(m_completions, m_channel));
    m_channel->completer()->setFilterMode(Qt::MatchContains);
    m_channel->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    m_metadata->addItem(tr("None"), QByteArray());
    m_metadata->addItem(tr("GitHub: event, delivery and signature"), QByteArray("github"));
    m_metadata->addItem(tr("Headers: method, query and all headers"), QByteArray("headers"));
    m_metadata->setToolTip(tr("Listeners receive a JSON object with the body and this metadata"));
    m_unsafeMeaning->say(tr("Unsafe: anyone can publish without a token. Listeners must opt in, and should check the "
                            "signature of every event."));
    m_contentType->setText(QStringLiteral("application/json"));

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addInput(*form);
    addOutput(*form);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addStretch(1);
}

void TokenMaker::addInput(QFormLayout &form)
{
    auto *switches = new QHBoxLayout;
    for (QCheckBox *box : { m_recursive, m_unsafe, m_sha1 })
        switches->addWidget(box);
    switches->addStretch(1);
    form.addRow(new Heading(tr("Make a token"), this));
    form.addRow(tr("&Channel"), m_channel);
    form.addRow(QString(), m_fault);
    form.addRow(QString(), switches);
    form.addRow(QString(), m_unsafeMeaning);
    form.addRow(tr("Extra &metadata"), m_metadata);
}

void TokenMaker::addOutput(QFormLayout &form)
{
    form.addRow(new Heading(tr("URLs and commands"), this));
    for (CopyLine *line : { m_publish, m_subscribe, m_curl, m_wscat, m_listen })
        form.addRow(line->name(), line);
    form.addRow(new Heading(tr("For GitHub's webhook form"), this));
    for (CopyLine *line : { m_payloadUrl, m_contentType })
        form.addRow(line->name(), line);
    form.addRow(tr("Secret"), m_secret);
}

void TokenMaker::setChannel(const QByteArray &channel)
{
    const AccessRequest request = accessRequestFor(channel);
    m_recursive->setChecked(request.isRecursive && !channel.isEmpty());
    m_unsafe->setChecked(request.isUnsafe);
    m_channel->setText(QString::fromUtf8(request.channel));
    m_channel->setFocus();
    m_channel->selectAll();
}

/// A prefix ends in a slash, so a name that ends in one is for everything below it: the box shows that.
void TokenMaker::tickForSlash()
{
    const bool isPrefix = endsInSlash();
    if (isPrefix && !m_recursive->isChecked()) {
        m_isTickedForSlash = true;
        m_recursive->setChecked(true);
    } else if (!isPrefix && std::exchange(m_isTickedForSlash, false)) {
        m_recursive->setChecked(false);
    }
}

bool TokenMaker::endsInSlash() const
{
    return m_channel->text().trimmed().endsWith(u'/');
}

AccessRequest TokenMaker::request() const
{
    const bool isRecursive = m_recursive->isChecked() || endsInSlash();
    return { m_channel->text().trimmed().toUtf8(), isRecursive, m_unsafe->isChecked(), m_sha1->isChecked(),
             m_metadata->currentData().toByteArray() };
}

void TokenMaker::noteChannels(const ChannelsChange &change)
{
    const QSet<QByteArray> before = m_names;
    if (change.isAll)
        m_names.clear();
    for (const ChannelStatus &status : change.changed)
        m_names.insert(accessRequestFor(status.name).channel);
    for (const QByteArray &name : change.gone)
        m_names.remove(accessRequestFor(name).channel);
    if (m_names == before)
        return;
    QStringList names;
    for (const QByteArray &name : std::as_const(m_names))
        names.append(QString::fromUtf8(name));
    names.sort();
    m_completions->setStringList(names);
}

void TokenMaker::ask()
{
    const AccessRequest wanted = request();
    ++m_asked;
    if (wanted.channel.isEmpty() && !wanted.isRecursive) {
        showAccess(wanted, {}); // not an error: nothing was typed yet
        return;
    }
    m_monitor.makeAccess(wanted, this, [this, wanted, number = m_asked](const Access &access) {
        if (number == m_asked)
            showAccess(wanted, access);
    });
}

void TokenMaker::showAccess(const AccessRequest &request, const Access &access)
{
    m_fault->say(access.error);
    const bool isThere = access.error.isEmpty() && !access.publishUrl.isEmpty();
    const bool isPublishable = isThere && !request.isRecursive; // an event is published to one channel
    m_publish->setText(isPublishable ? access.publishUrl : QString());
    m_subscribe->setText(access.subscribeUrl);
    m_payloadUrl->setText(isPublishable ? access.publishUrl : QString());
    m_curl->setText(isPublishable ? curlLine(access) : QString());
    m_wscat->setText(isThere ? wscatLine(access, request.isUnsafe) : QString());
    m_listen->setText(isThere ? listenLine(access, request.isUnsafe) : QString());
    m_secret->say(request.isUnsafe ? tr("Choose one and give it to your listeners or to a router: only the signature "
                                        "shows that GitHub sent an event.")
                                   : tr("Optional, since the URL contains a token. With a secret, listeners can check "
                                        "that GitHub signed an event."));
}

bool TokenMaker::event(QEvent *event)
{
    // The key or the address may have changed in another window.
    if (event->type() == QEvent::Show || event->type() == QEvent::WindowActivate)
        ask();
    return QWidget::event(event);
}

} // namespace hookbot
