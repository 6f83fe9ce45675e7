#pragma once

#include "broker/net/transport.h"

#include <QtCore/QByteArray>

namespace hookbot {

/// The bytes of a connection without a socket: a test sets the input, and reads the output here.
class MemoryTransport final : public Transport
{
public:
    explicit MemoryTransport(Owner &to) : owner(to) {}

    qint64 write(std::span<const QByteArray> pieces, qint64 offset) override
    {
        qint64 taken = 0;
        for (const QByteArray &piece : pieces) {
            if (keepsWritten)
                written += piece.sliced(offset);
            taken += piece.size() - offset;
            offset = 0;
        }
        return taken;
    }
    [[nodiscard]] Delivery delivery() const override { return {}; }
    void setReading(bool on) override { isReading = on; }
    void endWriting() override { isEnded = true; }
    void close() override { isClosed = true; }

    Owner &owner;
    QByteArray written;
    bool keepsWritten = true;
    bool isReading = true;
    bool isEnded = false;
    bool isClosed = false;
};

} // namespace hookbot
