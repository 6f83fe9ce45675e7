#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>
#include <QtNetwork/QNetworkRequest>

namespace hookbot {

/// A body that can be read once. Where a connection ends without an answer, QNetworkAccessManager would send again all
/// that it can read again, and the event might come twice without anybody knowing. Its request needs announceBody().
class BodyReadOnce final : public QIODevice
{
public:
    explicit BodyReadOnce(QByteArray body);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override;
    bool atEnd() const override { return bytesAvailable() == 0; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qsizetype m_place = 0;
};

/// Sets the length of the body that is sent with the request as a BodyReadOnce.
void announceBody(QNetworkRequest &request, qsizetype size);

} // namespace hookbot
