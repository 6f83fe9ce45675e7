#pragma once

#include "broker/monitor/monitor.h"

#include <QtCore/QSet>
#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QStringListModel;

namespace hookbot {

class CopyLine;
class Note;

/// Makes URLs, command lines and the values of GitHub's webhook form for a channel.
class TokenMaker : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit TokenMaker(Monitor &monitor, QWidget *parent = nullptr);

    /// The channel as named in the broker; a prefix, with its slash, for everything below.
    void setChannel(const QByteArray &channel);

Q_SIGNALS:
    void copied(const QString &what);

protected:
    bool event(QEvent *event) override;

private:
    void layOut();
    void addInput(QFormLayout &form);
    void addOutput(QFormLayout &form);
    void noteChannels(const ChannelsChange &change);
    void ask();
    void tickForSlash();
    [[nodiscard]] bool endsInSlash() const;
    void showAccess(const AccessRequest &request, const Access &access);
    [[nodiscard]] AccessRequest request() const;

    Monitor &m_monitor;
    QSet<QByteArray> m_names; ///< of known channels
    quint64 m_asked = 0;
    QStringListModel *m_completions;
    bool m_isTickedForSlash = false;
    QLineEdit *m_channel;
    Note *m_fault;
    QCheckBox *m_recursive;
    QCheckBox *m_unsafe;
    Note *m_unsafeMeaning;
    QComboBox *m_metadata;
    QCheckBox *m_sha1;
    CopyLine *m_publish;
    CopyLine *m_subscribe;
    CopyLine *m_curl;
    CopyLine *m_wscat;
    CopyLine *m_listen;
    CopyLine *m_payloadUrl;
    CopyLine *m_contentType;
    Note *m_secret;
    QList<CopyLine *> m_lines; ///< that depend on the channel
};

} // namespace hookbot
