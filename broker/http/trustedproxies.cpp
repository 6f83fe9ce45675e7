#include "broker/http/trustedproxies.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <optional>
#include <vector>

namespace hookbot {

namespace {

struct TrustedProxiesText
{
    Q_DECLARE_TR_FUNCTIONS(TrustedProxies)
};

constexpr int Ipv4Bits = 32;
constexpr int Ipv6Bits = 128;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Four decimal numbers: QHostAddress also takes 127.1, 0x7f000001 and octal numbers.
bool isDottedQuad(QByteArrayView text)
{
    int numbers = 1;
    int digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '.') {
            if (digits == 0 || ++numbers > 4)
                return false;
            digits = 0;
        } else if (!isDigit(text[i]) || ++digits > 3 || (digits == 2 && text[i - 1] == '0')) {
            return false;
        }
    }
    return numbers == 4 && digits > 0;
}

/// Hexadecimal digits, colons and perhaps an IPv4 address: QHostAddress also takes a zone (fe80::1%eth0), which says
/// nothing outside the machine that has it.
bool isIpv6Text(QByteArrayView text)
{
    return text.contains(':') && std::ranges::all_of(text, [](char c) {
               return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
           });
}

/// An address alone. An IPv4 one in IPv6's clothes is the IPv4 one, as it is of a peer.
std::optional<QHostAddress> addressOf(QByteArrayView text)
{
    if (!isDottedQuad(text) && !isIpv6Text(text))
        return std::nullopt;
    QHostAddress address;
    if (!address.setAddress(QString::fromLatin1(text)))
        return std::nullopt;
    bool isMapped = false;
    const quint32 ipv4 = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(ipv4) : address;
}

bool isPort(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 5 && std::ranges::all_of(text, isDigit);
}

/// An address that may have brackets and a port, as in RFC 7239, section 6; an IPv6 address without either too, which
/// is how it stands in X-Forwarded-For.
std::optional<QHostAddress> nodeOf(QByteArrayView text)
{
    if (text.startsWith('[')) {
        const qsizetype end = text.indexOf(']');
        if (end < 0)
            return std::nullopt;
        const QByteArrayView rest = text.sliced(end + 1);
        const QByteArrayView inner = text.sliced(1, end - 1);
        const bool isWhole = rest.isEmpty() || (rest.startsWith(':') && isPort(rest.sliced(1)));
        return isWhole && isIpv6Text(inner) ? addressOf(inner) : std::nullopt;
    }
    if (const qsizetype colon = text.indexOf(':'); colon >= 0 && isDottedQuad(text.first(colon)))
        return isPort(text.sliced(colon + 1)) ? addressOf(text.first(colon)) : std::nullopt;
    return addressOf(text);
}

/// A list of the syntax of RFC 9110, section 5.6.1, from its end: the end is what the proxy next to us has written, and
/// whatever its client wrote before, an open quote too, must not hide it. Commas in quotes separate nothing.
class ListFromEnd
{
public:
    explicit ListFromEnd(QByteArrayView list) : m_rest(list) {}

    /// The next element to the left, without blanks around it; nothing when the list is at its start.
    std::optional<QByteArrayView> next(char separator)
    {
        if (m_isAtStart)
            return std::nullopt;
        bool isQuoted = false;
        qsizetype start = m_rest.size();
        for (; start > 0; --start) {
            const char c = m_rest[start - 1];
            if (c == '"' && !(isQuoted && isEscaped(start - 1)))
                isQuoted = !isQuoted;
            else if (c == separator && !isQuoted)
                break;
        }
        const QByteArrayView element = m_rest.sliced(start).trimmed();
        m_isAtStart = start == 0;
        m_rest = m_rest.first(m_isAtStart ? 0 : start - 1);
        return element;
    }

private:
    [[nodiscard]] bool isEscaped(qsizetype at) const
    {
        qsizetype backslashes = 0;
        while (backslashes < at && m_rest[at - 1 - backslashes] == '\\')
            ++backslashes;
        return backslashes % 2 == 1;
    }

    QByteArrayView m_rest;
    bool m_isAtStart = false;
};

/// The address in the `for` of a forwarded-element (RFC 7239, section 4); none where it has none, or two.
std::optional<QHostAddress> forwardedFor(QByteArrayView element)
{
    std::optional<QByteArrayView> node;
    ListFromEnd pairs(element);
    while (const std::optional<QByteArrayView> pair = pairs.next(';')) {
        const qsizetype equals = pair->indexOf('=');
        if (equals < 0 || !equalIgnoringCase(pair->first(equals), "for"))
            continue;
        if (node)
            return std::nullopt;
        QByteArrayView value = pair->sliced(equals + 1);
        const bool isQuoted = value.size() >= 2 && value.startsWith('"') && value.endsWith('"');
        node = isQuoted ? value.sliced(1, value.size() - 2) : value; // many a proxy forgets the quotes
    }
    return node ? nodeOf(*node) : std::nullopt; // no address needs a quoted pair
}

} // namespace

tl::expected<void, QString> TrustedProxies::add(const QString &text)
{
    if (text == u"loopback") {
        m_networks.append({ QHostAddress(QStringLiteral("127.0.0.0")), 8 });
        m_networks.append({ QHostAddress(QHostAddress::LocalHostIPv6), Ipv6Bits });
        return {};
    }
    const QByteArray latin = text.toUtf8();
    const qsizetype slash = latin.indexOf('/');
    const auto address = addressOf(slash < 0 ? QByteArrayView(latin) : QByteArrayView(latin).first(slash));
    if (!address)
        return tl::unexpected(TrustedProxiesText::tr("\"%1\" is neither an IP address nor a network: give an address "
                                                     "such as 192.0.2.7 or 2001:db8::7, a network such as 10.0.0.0/8, "
                                                     "or loopback")
                                  .arg(text));
    const int bits = address->protocol() == QAbstractSocket::IPv4Protocol ? Ipv4Bits : Ipv6Bits;
    int prefix = bits;
    if (slash >= 0) {
        const QByteArrayView number = QByteArrayView(latin).sliced(slash + 1);
        bool isNumber = number.size() <= 3 && std::ranges::all_of(number, isDigit);
        prefix = isNumber ? number.toInt(&isNumber) : 0;
        if (!isNumber || prefix > bits)
            return tl::unexpected(TrustedProxiesText::tr("\"%1\": behind the slash belongs a number of bits, up to %2")
                                      .arg(text)
                                      .arg(bits));
        if (prefix == 0)
            return tl::unexpected(
                TrustedProxiesText::tr("\"%1\" would trust everybody, who could then give any address as their own: "
                                       "name the network that the proxy is in")
                    .arg(text));
    }
    m_networks.append({ *address, prefix });
    return {};
}

bool TrustedProxies::isTrusted(const QHostAddress &address) const
{
    return std::ranges::any_of(m_networks, [&address](const Network &network) { return address.isInSubnet(network); });
}

QHostAddress TrustedProxies::clientOf(const QHostAddress &peer, const Headers &headers) const
{
    if (!isTrusted(peer))
        return peer;
    const bool isForwarded = m_field == Field::Forwarded;
    std::vector<QByteArrayView> values;
    for (const auto &[name, value] : headers) {
        if (equalIgnoringCase(name, isForwarded ? "Forwarded" : "X-Forwarded-For"))
            values.push_back(value);
    }
    QHostAddress client = peer;
    // Fields of one name are one list (RFC 9110, section 5.3).
    for (auto value = values.rbegin(); value != values.rend(); ++value) {
        ListFromEnd list(*value);
        while (const std::optional<QByteArrayView> element = list.next(',')) {
            if (element->isEmpty())
                continue;
            const std::optional<QHostAddress> hop = isForwarded ? forwardedFor(*element) : nodeOf(*element);
            if (!hop)
                return client;
            client = *hop;
            if (!isTrusted(client))
                return client;
        }
    }
    return client;
}

} // namespace hookbot
