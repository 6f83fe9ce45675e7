#include "headers.h"

namespace hookbot {

Headers::Field Headers::Iterator::operator*() const
{
    const qsizetype colon = m_rest.indexOf(':');
    const qsizetype end = m_rest.indexOf('\r', colon);
    return { m_rest.first(colon), m_rest.sliced(colon + 2, end - colon - 2) };
}

Headers::Iterator &Headers::Iterator::operator++()
{
    m_rest = m_rest.sliced(m_rest.indexOf('\n') + 1);
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
    m_bytes.append(name).append(": ").append(value).append("\r\n");
}

qsizetype Headers::count() const
{
    return m_bytes.count('\n');
}

qsizetype Headers::count(QByteArrayView name) const
{
    qsizetype n = 0;
    for (const auto &[fieldName, fieldValue] : *this)
        n += fieldName.compare(name, Qt::CaseInsensitive) == 0 ? 1 : 0;
    return n;
}

std::optional<QByteArrayView> Headers::value(QByteArrayView name) const
{
    for (const auto &[fieldName, fieldValue] : *this) {
        if (fieldName.compare(name, Qt::CaseInsensitive) == 0)
            return fieldValue;
    }
    return std::nullopt;
}

} // namespace hookbot
