#include "app/input/headerfield.h"

#include "broker/event/headers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

struct HeaderFieldText
{
    Q_DECLARE_TR_FUNCTIONS(HeaderField)
};

/// RFC 9110, section 5.6.2.
bool isOfToken(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isForbidden(char c)
{
    return (static_cast<uchar>(c) < 0x20 && c != '\t') || c == '\x7f';
}

/// Those by which sender and receiver find the body's end (RFC 9110, section 7.6.1): not the user's to choose.
bool isOfFraming(QByteArrayView name)
{
    static constexpr std::array fields{ QByteArrayView("Connection"), QByteArrayView("Content-Length"),
                                        QByteArrayView("Expect"),     QByteArrayView("Keep-Alive"),
                                        QByteArrayView("TE"),         QByteArrayView("Trailer"),
                                        QByteArrayView("Upgrade"),    QByteArrayView("Transfer-Encoding") };
    return std::ranges::any_of(fields, [name](QByteArrayView field) { return equalIgnoringCase(name, field); });
}

} // namespace

tl::expected<std::pair<QByteArray, QByteArray>, QString> parseHeaderField(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView name = text.first(std::max<qsizetype>(colon, 0));
    if (name.isEmpty() || !std::ranges::all_of(name, isOfToken))
        return tl::unexpected(HeaderFieldText::tr("not a header: write 'Name: value', without spaces in the name"));
    const QString shown = QString::fromLatin1(name);
    if (isOfFraming(name))
        return tl::unexpected(
            HeaderFieldText::tr("%1 cannot be set: it follows from the body and the connection").arg(shown));
    const QByteArrayView value = text.sliced(colon + 1).trimmed();
    if (std::ranges::any_of(value, isForbidden))
        return tl::unexpected(
            HeaderFieldText::tr("the value of %1 contains a line end or another control character").arg(shown));
    return std::pair(name.toByteArray(), value.toByteArray());
}

} // namespace hookbot
