#include "broker/stream/framerules.h"

#include <algorithm>

namespace hookbot {

namespace {

constexpr int MaskSize = 4;

} // namespace

bool FrameRules::accept(QByteArrayView bytes)
{
    while (!m_broken && !bytes.isEmpty()) {
        if (m_payloadLeft > 0) {
            const auto skipped = qsizetype(std::min(m_payloadLeft, quint64(bytes.size())));
            m_payloadLeft -= quint64(skipped);
            bytes = bytes.sliced(skipped);
            continue;
        }
        const auto byte = static_cast<uchar>(bytes.front());
        bytes = bytes.sliced(1);
        if (m_seen == 1) {
            m_broken = (byte & 0x80) == 0;
            m_length = byte & 0x7f;
            const int lengthSize = m_length == 127 ? 8 : m_length == 126 ? 2 : 0;
            m_headerSize = qint8(2 + lengthSize + MaskSize);
            if (lengthSize > 0)
                m_length = 0;
        } else if (m_seen > 1 && m_seen < m_headerSize - MaskSize) {
            m_length = m_length << 8 | byte;
        }
        if (++m_seen == m_headerSize) {
            m_payloadLeft = m_length;
            m_seen = 0;
            m_headerSize = 2;
        }
    }
    return !m_broken;
}

} // namespace hookbot
