#pragma once

#include "broker/monitor/monitor.h"

namespace hookbot {

/// Puts what opens a channel on the clipboard. Of two that are asked for, the later one stays there.
class AccessCopy : public QObject
{
    Q_OBJECT

public:
    enum class What { SubUrl, PubUrl, Curl, Wscat, Listen, Forward };

    /// The monitor must outlive it.
    explicit AccessCopy(Monitor &monitor, QObject *parent = nullptr);

    /// @p channel as the broker calls it; a prefix, with its slash, for everything below.
    void copy(const QByteArray &channel, What what);

    [[nodiscard]] static QString nameOf(What what);

Q_SIGNALS:
    /// @p what says it in words: `Sub URL of a/b copied`.
    void copied(const QString &what);
    void failed(const QString &why);

private:
    Monitor &m_monitor;
    quint64 m_last = 0;
};

} // namespace hookbot
