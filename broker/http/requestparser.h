#pragma once

#include "broker/http/headrules.h"
#include "broker/http/refusal.h"
#include "broker/http/request.h"

#include <QtCore/QByteArrayView>

#include <memory>
#include <optional>

namespace hookbot {

/// Turns the bytes of one connection into requests, one after the other. Pure: no sockets, no clocks, no threads.
///
/// Boost.Beast reads the syntax; what Beast accepts and RFC 9112 or our protocol (section 3) forbids is refused
/// here, so that no proxy in front of us can see a message differently. The verdict on a sequence of bytes does not
/// depend on how they are split.
///
/// Use: feed() until state() is HeadComplete, decide on request() (authenticate, check announcedLength()),
/// continue to feed until Complete, takeRequest(), and feed the next. After Failed nothing more can be read.
class RequestParser
{
public:
    enum class State {
        Head,         ///< waiting for the end of the head
        HeadComplete, ///< the head is whole and valid; the body has not been parsed
        Body,         ///< reading the body
        Complete,     ///< the message is whole: takeRequest()
        Failed        ///< refusal() says why; the connection must be closed
    };

    struct Limits
    {
        qsizetype head = 64LL * 1024;        ///< bytes of request line and fields: 431 beyond
        qsizetype body = 25LL * 1024 * 1024; ///< bytes: 413 beyond, announced or actual
    };

    explicit RequestParser(Limits limits);
    ~RequestParser();

    /// Parses bytes and returns how many it consumed. Stops, leaving the rest, when the state becomes HeadComplete,
    /// Complete or Failed; in HeadComplete the next call (even with no bytes) continues with the body. A body that is
    /// announced as too long fails there and not before, so that a request without a token is refused for that first.
    qsizetype feed(QByteArrayView bytes);

    State state() const { return m_state; }

    /// True while no byte of the next request has come (an idle connection).
    bool isIdle() const { return m_state == State::Head && m_kept.isEmpty(); }

    /// The head from HeadComplete on, with the body so far.
    const Request &request() const { return m_request; }

    /// Content-Length; nullopt for a chunked body, 0 if there is no body. From HeadComplete on.
    std::optional<qint64> announcedLength() const { return m_announcedLength; }

    /// In Complete: the request, and the parser is ready for the next.
    Request takeRequest();

    /// Bytes of memory of the request so far, and of what is not read yet.
    qsizetype held() const;

    /// In Failed: 400, 413, 417, 431 or 505.
    const Refusal &refusal() const { return m_refusal; }

private:
    class Syntax; // Boost.Beast, in the source file alone

    qsizetype feedHead(QByteArrayView bytes);
    void readHead(QByteArrayView head);
    qsizetype feedBody(QByteArrayView bytes);
    qsizetype feedChunks(QByteArrayView bytes);
    qsizetype parseChunks(QByteArrayView bytes);
    void fail(Refusal refusal);

    State m_state = State::Head;
    Limits m_limits;
    Request m_request;
    std::optional<qint64> m_announcedLength = 0;
    Refusal m_refusal;
    HeadScanner m_scanner;
    QByteArray m_kept;                ///< bytes of a head, or of a chunk's framing, that are not whole yet
    bool m_afterEmptyLine = false;    ///< one was skipped before the request line
    std::unique_ptr<Syntax> m_chunks; ///< while a chunked body is read
};

} // namespace hookbot
