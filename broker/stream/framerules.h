#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QtGlobal>

namespace hookbot {

/// Walks over the frames that a client sends and holds what QWebSocket lets pass: every client frame has to be masked
/// (RFC 6455, section 5.1). It looks at headers alone, and bytes may come in any pieces. Pure.
class FrameRules
{
public:
    /// False once the rule is broken, and from then on.
    [[nodiscard]] bool accept(QByteArrayView bytes);

    /// True within a frame.
    [[nodiscard]] bool isInFrame() const { return m_seen > 0 || m_payloadLeft > 0; }

private:
    qint8 m_seen = 0;       ///< bytes of the present header
    qint8 m_headerSize = 2; ///< as far as known
    quint64 m_length = 0;
    quint64 m_payloadLeft = 0;
    bool m_broken = false;
};

} // namespace hookbot
