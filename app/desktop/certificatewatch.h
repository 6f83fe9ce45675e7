#pragma once

#include "broker/event/clocks.h"
#include "ui/program/notice.h"

#include <QtCore/QDate>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QSslCertificate>

namespace hookbot {

/// Watches the server's certificate: finds out, once an hour, whether another one is in its file, and warns, once a
/// day, from 14 days before it expires. One thread, whose event loop it needs.
class CertificateWatch final : public QObject
{
    Q_OBJECT

public:
    explicit CertificateWatch(Clocks clocks, QObject *parent = nullptr);

    /// Watches these files, which the server has just read, instead of those before. Without TLS both are empty, and
    /// there is nothing to watch.
    void start(const QString &keyFile, const QString &certificateFile);
    void stop();

    /// Reads the files now. Does nothing when stopped.
    void check();

Q_SIGNALS:
    /// The file has another certificate, which may not match the key file yet: the server should read both again.
    void changed();
    /// The other certificate matches the key. It is in use once the server has read it.
    void renewed();
    void noticed(const hookbot::Notice &notice);

private:
    void warn();

    Clocks m_clocks;
    QString m_keyFile;
    QString m_certificateFile;
    QList<QSslCertificate> m_chain; ///< in use
    QDate m_warned;                 ///< the day of the last warning
    QTimer m_hourly;
};

} // namespace hookbot
