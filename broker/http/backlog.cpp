#include "broker/http/backlog.h"

namespace hookbot {

namespace {

constexpr qsizetype Piece = 16LL * 1024;

} // namespace

void Backlog::append(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (m_bytes.data_ptr().freeSpaceAtEnd() < bytes.size()) { // QByteArray would double its capacity
        QByteArray larger;
        larger.reserve(((m_bytes.size() + bytes.size()) / Piece + 1) * Piece);
        m_bytes = larger.append(m_bytes);
    }
    m_bytes.append(bytes);
}

void Backlog::keepLast(qsizetype count)
{
    if (count == 0)
        m_bytes = {};
    else
        m_bytes.remove(0, m_bytes.size() - count); // moves no byte
}

} // namespace hookbot
