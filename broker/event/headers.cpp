#include "headers.h"

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

Headers Headers::fromBytes(QByteArray bytes)
{
    Headers headers;
    headers.m_bytes = std::move(bytes);
    return headers;
}

void Headers::append(QByteArrayView name, QByteArrayView value)
{
    // In one step: every request comes through here with each of its fields.
    const qsizetype before = m_bytes.size();
    m_bytes.resize(before + name.size() + NameEnd.size() + value.size() + FieldEnd.size());
    char *to = m_bytes.data() + before;
    for (const QByteArrayView piece : { name, NameEnd, value, FieldEnd })
        to = std::copy(piece.begin(), piece.end(), to);
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
