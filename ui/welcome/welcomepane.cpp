#include "ui/welcome/welcomepane.h"

#include "ui/parts/copyline.h"
#include "ui/parts/notes.h"
#include "ui/text/format.h"
#include "ui/text/lines.h"

#include <QtCore/QEvent>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace hookbot {

namespace {

const QByteArray ExampleChannel = "hello";
constexpr int WelcomeWidth = 720;

QLabel *addWelcomeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1); // a channel's name may be one long word
    return label;
}

} // namespace

WelcomePane::WelcomePane(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_title(addWelcomeLabel(this)),
      m_lead(addWelcomeLabel(this)),
      m_publish(addLine(tr("Publish URL"))),
      m_subscribe(addLine(tr("Subscribe URL"))),
      m_curl(addLine(tr("Publish with curl"))),
      m_listen(addLine(tr("Listen in a terminal"))),
      m_send(new QPushButton(tr("Send test event"), this)),
      m_problem(new Note(Tone::Plain, this))
{
    layOut();
    connect(m_send, &QPushButton::clicked, this, [this] { Q_EMIT testEventAsked(m_channel); });
    connect(&m_monitor, &Monitor::statusChanged, this, [this, address = QString()](const ServerStatus &status) mutable {
        if (std::exchange(address, status.address) != status.address)
            askAccess(); // its URLs may have changed
    });
    setChannel({});
}

CopyLine *WelcomePane::addLine(const QString &name)
{
    auto *line = new CopyLine(name, this);
    connect(line, &CopyLine::copied, this, &WelcomePane::copied);
    return line;
}

void WelcomePane::layOut()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_title->setFont(large);
    m_publish->setObjectName(QStringLiteral("publishUrl"));
    m_subscribe->setObjectName(QStringLiteral("subscribeUrl"));
    m_curl->setObjectName(QStringLiteral("curl"));
    m_listen->setObjectName(QStringLiteral("listen"));
    m_send->setObjectName(QStringLiteral("sendTestEvent"));
    m_send->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setVerticalSpacing(10);
    for (CopyLine *line : { m_publish, m_subscribe, m_curl, m_listen })
        form->addRow(line->name(), line);

    auto *actions = new QHBoxLayout;
    actions->addWidget(m_send);
    actions->addWidget(m_problem, 1);
    actions->addStretch();

    auto *column = new QWidget(this);
    column->setMaximumWidth(WelcomeWidth);
    auto *inside = new QVBoxLayout(column);
    inside->setSpacing(12);
    inside->addWidget(m_title);
    inside->addWidget(m_lead);
    inside->addSpacing(4);
    inside->addLayout(form);
    inside->addSpacing(4);
    inside->addLayout(actions);

    auto *across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(column, 1000);
    across->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(across);
    layout->addStretch(2);
}

void WelcomePane::setChannel(const QByteArray &channel)
{
    m_isExample = channel.isEmpty() || channel.endsWith('/');
    m_channel = m_isExample ? channel + ExampleChannel : channel;
    m_title->setText(m_isExample ? tr("No events yet") : tr("No events on %1 yet").arg(channelText(m_channel)));
    QString lead = m_isExample
                       ? tr("Events published to a channel appear here. Try the channel \"%1\" or any other name.")
                             .arg(channelText(m_channel))
                       : tr("Events published to its publish URL appear here.");
    if (accessRequestFor(m_channel).isUnsafe)
        lead += u' ' + tr("The channel is unsafe: anyone can publish to it without a token.");
    m_lead->setText(lead);
    askAccess();
}

void WelcomePane::askAccess()
{
    m_monitor.makeAccess(accessRequestFor(m_channel), this, [this, number = ++m_asked](const Access &access) {
        if (number == m_asked)
            showAccess(access);
    });
}

void WelcomePane::showAccess(const Access &access)
{
    const bool isUnsafe = accessRequestFor(m_channel).isUnsafe;
    const bool isGood = access.error.isEmpty();
    m_publish->setText(access.publishUrl);
    m_subscribe->setText(access.subscribeUrl);
    m_curl->setText(isGood ? curlLine(access) : QString());
    m_listen->setText(isGood ? listenLine(access, isUnsafe) : QString());
    m_send->setEnabled(isGood);
    m_problem->say(access.error, Tone::Bad);
}

bool WelcomePane::event(QEvent *event)
{
    // The key may have changed in another window.
    if (event->type() == QEvent::Show || event->type() == QEvent::WindowActivate)
        askAccess();
    return QWidget::event(event);
}

} // namespace hookbot
