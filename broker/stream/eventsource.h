#pragma once

#include "broker/net/bytesource.h"
#include "broker/stream/largeevent.h"

#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace hookbot {

/// What is sent of large events, a piece at a time: bodies as they lie in memory, or their JSON as it is made, with
/// bytes around them, and before all a head that names their length. One thread.
class EventSource final : public ByteSource
{
public:
    struct Body
    {
        std::shared_ptr<LargeEvent> event;
    };
    struct Json
    {
        std::shared_ptr<LargeEvent> event;
    };
    using Part = std::variant<QByteArray, Body, Json>;

    /// What is before the parts, once their length is known.
    using Head = std::function<QByteArray(qint64 length)>;

    explicit EventSource(std::vector<Part> parts, Head head = {});

    [[nodiscard]] QByteArray next() override;
    [[nodiscard]] bool isAtEnd() const override { return m_hasHead && m_part == m_parts.size(); }
    [[nodiscard]] qint64 left() const override;

private:
    [[nodiscard]] qint64 length() const;
    [[nodiscard]] bool measure();
    [[nodiscard]] QByteArray nextOfPart();

    std::vector<Part> m_parts;
    Head m_head;
    size_t m_measured = 0; ///< parts whose length is known
    bool m_hasHead = false;
    qint64 m_left = 0; ///< once it has its head
    size_t m_part = 0;
    qsizetype m_offset = 0; ///< in a body
    LargeEvent::Place m_place;
};

} // namespace hookbot
