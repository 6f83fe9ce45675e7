#pragma once

#include "broker/net/transport.h"

#include <QtCore/QSocketNotifier>

namespace hookbot {

/// Reads and writes a descriptor with one system call each, without a buffer: shows received bytes to the owner without
/// a copy, and writes all pieces at once from where they are shared.
class PlainTransport final : public Transport
{
public:
    PlainTransport(int descriptor, Owner &owner);
    ~PlainTransport() override;

    qint64 write(std::span<const QByteArray> pieces, qint64 offset) override;
    [[nodiscard]] Delivery delivery() const override;
    void setReading(bool on) override;
    void endWriting() override;
    void close() override;

private:
    void readable();
    void fail(int error);

    int m_descriptor;
    Owner &m_owner;
    quint64 m_sent = 0;
    QSocketNotifier m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier; ///< created when a write first had to wait
};

} // namespace hookbot
