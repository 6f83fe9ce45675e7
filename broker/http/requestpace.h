#pragma once

#include "broker/http/refusal.h"

#include <QtCore/QtGlobal>

#include <optional>

namespace hookbot {

/// How slowly a request may arrive (protocol, section 3). It counts the seconds of one connection. A plain value.
class RequestPace
{
public:
    /// What a request has sent so far.
    enum class Part { Nothing, Head, Body };

    /// A request begins, or an answer has left: the time between requests or of the next head starts.
    void restart() { m_seconds = 0; }

    /// A head is whole, and its body begins.
    void beginBody();

    /// Once a second. @p isPaused: the connection is not read, so the peer's silence does not count.
    void tick(bool isPaused);

    struct Overdue
    {
        std::optional<Refusal> refusal; ///< null if the peer has sent nothing and gets no answer
    };

    /// Whether the peer must be cut, after tick(). @p body is the number of bytes of the body so far; @p isFirst is
    /// true until the connection's first request was answered.
    [[nodiscard]] std::optional<Overdue> overdue(Part part, qsizetype body, bool isFirst);

private:
    int m_seconds = 0;           ///< without a request, of the head, or of the present measure of the body
    int m_bodySeconds = 0;       ///< since the body began
    qsizetype m_bodyAtStart = 0; ///< bytes of the body when the present measure began
};

} // namespace hookbot
