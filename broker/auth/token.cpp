#include "broker/auth/token.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QRandomGenerator>

#include <array>

namespace hookbot {

QByteArray makeToken(const QByteArray &key, QByteArrayView path, TokenKind kind)
{
    const auto algorithm = kind == TokenKind::Sha256 ? QCryptographicHash::Sha256 : QCryptographicHash::Sha1;
    return QMessageAuthenticationCode::hash(QByteArray::fromRawData(path.data(), path.size()), key, algorithm).toHex();
}

std::optional<QByteArray> tokenFromAuthorization(QByteArrayView authorization)
{
    const QByteArrayView trimmed = authorization.trimmed();
    const qsizetype blank = trimmed.indexOf(' ');
    if (blank < 0)
        return std::nullopt;
    const QByteArrayView scheme = trimmed.first(blank);
    const QByteArrayView credentials = trimmed.sliced(blank).trimmed();

    if (scheme.compare("bearer", Qt::CaseInsensitive) == 0)
        return credentials.toByteArray();
    if (scheme.compare("basic", Qt::CaseInsensitive) == 0) {
        const auto decoded =
            QByteArray::fromBase64Encoding(credentials.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
        const qsizetype colon = decoded ? decoded.decoded.indexOf(':') : -1;
        if (colon >= 0)
            return decoded.decoded.first(colon);
    }
    return std::nullopt;
}

bool isBearer(QByteArrayView authorization)
{
    constexpr QByteArrayView Scheme = "bearer ";
    const QByteArrayView trimmed = authorization.trimmed();
    return trimmed.size() > Scheme.size() && trimmed.first(Scheme.size()).compare(Scheme, Qt::CaseInsensitive) == 0;
}

QByteArray makeKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

} // namespace hookbot
