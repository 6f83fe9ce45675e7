#include "broker/signing/mac.h"

#include <QtCore/QMessageAuthenticationCode>

#include <algorithm>

namespace hookbot {

QByteArray hmac(const QByteArray &key, QByteArrayView prefix, QByteArrayView body,
                QCryptographicHash::Algorithm algorithm)
{
    QMessageAuthenticationCode code(algorithm, key);
    code.addData(prefix.data(), prefix.size());
    code.addData(body.data(), body.size());
    return code.result();
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    volatile uchar difference = 0; // volatile, or the compiler might leave at the first
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = difference | static_cast<uchar>(a[i] ^ b[i]);
    return difference == 0;
}

std::optional<QByteArray> fromHex(QByteArrayView digits)
{
    // QByteArray::fromHex() passes over whatever is no digit.
    const auto isDigit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (digits.size() % 2 != 0 || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    return QByteArray::fromHex(digits.toByteArray());
}

std::optional<QByteArray> fromBase64(QByteArrayView text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(decoded.decoded) : std::nullopt;
}

} // namespace hookbot
