#include "app/posting/bodyreadonce.h"

#include <algorithm>
#include <cstring>

namespace hookbot {

BodyReadOnce::BodyReadOnce(QByteArray body) : m_body(std::move(body))
{
    open(QIODevice::ReadOnly);
}

qint64 BodyReadOnce::bytesAvailable() const
{
    return m_body.size() - m_place + QIODevice::bytesAvailable();
}

qint64 BodyReadOnce::readData(char *data, qint64 most)
{
    const qsizetype left = m_body.size() - m_place;
    if (left == 0)
        return most == 0 ? 0 : -1;
    const qsizetype size = std::min<qsizetype>(most, left);
    std::memcpy(data, m_body.constData() + m_place, size_t(size));
    m_place += size;
    return size;
}

void announceBody(QNetworkRequest &request, qsizetype size)
{
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, size);
}

} // namespace hookbot
