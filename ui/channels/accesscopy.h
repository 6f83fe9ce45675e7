#pragma once

#include "broker/monitor/monitor.h"

namespace hookbot {

/// Copies URLs and command lines of a channel to the clipboard. Of two requests, the later one wins.
class AccessCopy : public QObject
{
    Q_OBJECT

public:
    enum class What { SubUrl, PubUrl, Curl, Wscat, Listen, Forward };

    /// @p monitor outlives it.
    explicit AccessCopy(Monitor &monitor, QObject *parent = nullptr);

    /// @p channel as the broker calls it; a prefix, with its slash, for everything below.
    void copy(const QByteArray &channel, What what);

    [[nodiscard]] static QString nameOf(What what);

Q_SIGNALS:
    /// @p what is a message: `Subscribe URL of a/b copied`.
    void copied(const QString &what);
    void failed(const QString &why);

private:
    Monitor &m_monitor;
    quint64 m_last = 0;
};

} // namespace hookbot
