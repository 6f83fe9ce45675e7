#include "broker/event/headers.h"

#include "broker/event/httptext.h"

#include <algorithm>
#include <cstring>

namespace hookbot {

namespace {

constexpr QByteArrayView NameEnd = ": ";
constexpr QByteArrayView FieldEnd = "\r\n";

} // namespace

void Headers::Iterator::readField()
{
    if (m_rest.isEmpty())
        return;
    const auto *name = m_rest.data();
    const auto *colon = static_cast<const char *>(std::memchr(name, NameEnd.front(), size_t(m_rest.size())));
    const auto *value = colon + NameEnd.size();
    const auto *end = static_cast<const char *>(std::memchr(value, FieldEnd.front(), size_t(m_rest.end() - value)));
    m_field = { { name, colon }, { value, end } };
}

Headers::Iterator &Headers::Iterator::operator++()
{
    m_rest = { m_field.second.end() + FieldEnd.size(), m_rest.end() };
    readField();
    return *this;
}

std::optional<Headers> Headers::parse(QByteArray bytes)
{
    for (QByteArrayView rest = bytes; !rest.isEmpty();) {
        const qsizetype end = rest.indexOf(FieldEnd);
        const QByteArrayView line = rest.first(std::max<qsizetype>(end, 0));
        const qsizetype colon = line.indexOf(NameEnd.front());
        if (colon < 0 || !line.sliced(colon).startsWith(NameEnd) ||
            !isField(line.first(colon), line.sliced(colon + NameEnd.size())))
            return std::nullopt;
        rest = rest.sliced(end + FieldEnd.size());
    }
    Headers headers;
    headers.m_bytes = std::move(bytes);
    return headers;
}

bool Headers::isField(QByteArrayView name, QByteArrayView value)
{
    return isHttpToken(name) && isFieldValue(value);
}

bool Headers::append(QByteArrayView name, QByteArrayView value)
{
    if (!isField(name, value))
        return false;
    // In one step: every request comes through here with each of its fields.
    const qsizetype before = m_bytes.size();
    m_bytes.resize(before + name.size() + NameEnd.size() + value.size() + FieldEnd.size());
    char *to = m_bytes.data() + before;
    for (const QByteArrayView piece : { name, NameEnd, value, FieldEnd })
        to = std::copy(piece.begin(), piece.end(), to);
    return true;
}

qsizetype Headers::count() const
{
    return m_bytes.count('\n');
}

qsizetype Headers::count(QByteArrayView name) const
{
    qsizetype n = 0;
    for (const auto &[fieldName, fieldValue] : *this)
        n += equalIgnoringCase(fieldName, name) ? 1 : 0;
    return n;
}

std::optional<QByteArrayView> Headers::value(QByteArrayView name) const
{
    for (const auto &[fieldName, fieldValue] : *this) {
        if (equalIgnoringCase(fieldName, name))
            return fieldValue;
    }
    return std::nullopt;
}

} // namespace hookbot
