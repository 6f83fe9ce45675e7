#include "ui/detail/detailactions.h"

#include "ui/detail/curlcommand.h"
#include "ui/text/bodyguess.h"
#include "ui/text/format.h"
#include "ui/text/lines.h"

#include <QtCore/QSaveFile>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

namespace hookbot {

namespace {

/// More is slow to pass from one program to another.
constexpr qsizetype LongestCopy = 4LL * 1024 * 1024;

/// The most in a menu; the window of listeners lists all.
constexpr qsizetype MostListenersInMenu = 30;

} // namespace

DetailActions::DetailActions(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_replayMenu(nullptr)
{
    auto *replay = new QPushButton(tr("Replay"), this);
    m_replayMenu = new QMenu(replay);
    replay->setMenu(m_replayMenu);
    connect(m_replayMenu, &QMenu::aboutToShow, this, &DetailActions::fillReplayMenu);

    auto *copyButton = new QPushButton(tr("Copy"), this);
    auto *copyMenu = new QMenu(copyButton);
    copyMenu->addAction(tr("As curl"), this, &DetailActions::copyAsCurl);
    copyMenu->addAction(tr("Body"), this, &DetailActions::copyBody)->setObjectName(QStringLiteral("copyBody"));
    copyMenu->addAction(tr("Headers"), this, &DetailActions::headersAsked);
    QAction *copyId = copyMenu->addAction(tr("ID"), this, [this] {
        if (m_event)
            copy(QString::number(m_event->summary.id), tr("ID copied."));
    });
    copyId->setObjectName(QStringLiteral("copyId"));
    copyButton->setMenu(copyMenu);

    auto *save = new QPushButton(tr("Save body\u2026"), this);
    replay->setObjectName(QStringLiteral("replay"));
    copyButton->setObjectName(QStringLiteral("copy"));
    save->setObjectName(QStringLiteral("save"));
    connect(save, &QPushButton::clicked, this, &DetailActions::saveBody);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 8);
    row->addWidget(replay);
    row->addWidget(copyButton);
    row->addWidget(save);
    row->addStretch(1);
    connect(&m_monitor, &Monitor::listenersChanged, this,
            [this](const QList<ListenerStatus> &listeners) { m_listeners = listeners; });
}

void DetailActions::fillReplayMenu()
{
    m_replayMenu->clear();
    if (!m_event)
        return;
    const qint64 id = m_event->summary.id;
    m_replayMenu->addAction(tr("Replay to its channel"), this, [this, id] { Q_EMIT replayAsked(id); });
    m_replayMenu->addAction(tr("Edit and replay\u2026"), this, [this, id] { Q_EMIT editAsked(id); });
    m_replayMenu->addSection(tr("Replay to this listener"));
    if (m_listeners.isEmpty())
        m_replayMenu->addAction(tr("No listeners connected"))->setEnabled(false);
    for (const ListenerStatus &listener : m_listeners.first(std::min(m_listeners.size(), MostListenersInMenu))) {
        QString name = tr("%1 on %2").arg(visible(listener.remote, 60), channelText(listener.channel));
        if (!listener.program.isEmpty())
            name += QStringLiteral(" (%1)").arg(visible(listener.program, 40));
        name.replace(u'&', QStringLiteral("&&"));
        m_replayMenu->addAction(name, this, [this, id, other = listener.id] { Q_EMIT replayToAsked(id, other); });
    }
    if (m_listeners.size() > MostListenersInMenu)
        m_replayMenu->addAction(tr("%n more", nullptr, int(m_listeners.size() - MostListenersInMenu)))
            ->setEnabled(false);
}

void DetailActions::copy(const QString &text, const QString &message)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT done(message);
}

void DetailActions::copyBody()
{
    if (!m_event)
        return;
    if (m_event->body.size() > LongestCopy)
        Q_EMIT failed(tr("The body is too large to copy. Save it to a file instead."));
    else if (!looksLikeText(m_event->body))
        Q_EMIT failed(tr("The body is not text and cannot be copied. Save it to a file instead."));
    else
        copy(QString::fromUtf8(m_event->body), tr("Body copied."));
}

void DetailActions::copyAsCurl()
{
    if (!m_event)
        return;
    const AccessRequest request = accessRequestFor(m_event->summary.channel);
    m_monitor.makeAccess(request, this, [this, event = *m_event, file = bodyFileName()](const Access &access) {
        if (!access.error.isEmpty()) {
            Q_EMIT failed(tr("Cannot make a URL for this channel: %1").arg(access.error));
            return;
        }
        const bool isWhole = event.body.isEmpty() || fitsCommandLine(event.body);
        copy(curlCommand(event, access.publishUrl, file),
             isWhole ? tr("Copied as curl. The command contains the channel's token.")
                     : tr("Copied as curl. Save the body as %1 first: it does not fit into a command.").arg(file));
    });
}

QString DetailActions::bodyFileName() const
{
    const auto suffix = [this] {
        switch (guessBody(m_event->body, m_event->summary.contentType).kind) {
        case BodyGuess::Kind::Json:
            return "json";
        case BodyGuess::Kind::Xml:
            return "xml";
        case BodyGuess::Kind::Binary:
            return "bin";
        default:
            return "txt";
        }
    };
    return QStringLiteral("event-%1.%2").arg(m_event->summary.id).arg(QLatin1String(suffix()));
}

void DetailActions::saveBody()
{
    if (!m_event)
        return;
    auto *dialog = new QFileDialog(this, tr("Save body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(bodyFileName());
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, body = m_event->body](const QString &path) { write(path, body); });
    dialog->open();
}

void DetailActions::write(const QString &path, const QByteArray &body)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(body) == body.size() && file.commit())
        Q_EMIT done(tr("Body saved to %1.").arg(path));
    else
        Q_EMIT failed(tr("Cannot save the body to %1: %2").arg(path, file.errorString()));
}

} // namespace hookbot
