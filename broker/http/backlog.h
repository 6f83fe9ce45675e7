#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// Bytes that arrived while a request was being answered. Appending copies each byte a bounded number of times, and
/// removing from the front copies none, so that a long backlog of short requests is not quadratic. A plain value.
class Backlog
{
public:
    void append(QByteArrayView bytes);

    /// Drops all bytes but the last @p count.
    void keepLast(qsizetype count);

    [[nodiscard]] QByteArrayView bytes() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }

    /// Of memory.
    [[nodiscard]] qsizetype capacity() const { return m_bytes.capacity(); }

private:
    QByteArray m_bytes;
};

} // namespace hookbot
