#pragma once

#include "broker/http/backlog.h"
#include "broker/http/requestpace.h"
#include "broker/http/requestparser.h"
#include "broker/http/response.h"
#include "broker/http/shares.h"
#include "broker/net/wire.h"

#include <QtCore/QObject>

#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

/// The HTTP side of one accepted connection. Requests are handled one after the other, each answered before the next is
/// parsed; a peer that sends too little is cut. Lives in the I/O thread; the owner must delete it after finished().
///
///                                        ┌── answered, and kept alive ──┐
///                                        ▼                              │
///                  accepted ────────▶ Reading ──── request whole, or ─▶ Answering
///                                      │    │           refused           │
///                begin() took the wire │    │ idle too long, peer ended,  │ answered, and not
///                                      ▼    ▼ shut down, connection lost  ▼ kept alive
///                               HandedOver  Closing ◀─────────────────────┘
///
/// Both HandedOver and Closing end with finished(): with the first at once, with the second when the wire has closed.
class Connection final : public QObject, private Wire::Reader, private Shares::Holder
{
    Q_OBJECT

public:
    /// What a handler has understood of a request in begin(). The connection keeps it until finish().
    struct Accepted
    {
        Accepted() = default;
        Accepted(const Accepted &) = delete;
        Accepted &operator=(const Accepted &) = delete;
        virtual ~Accepted() = default;
    };

    /// Decides what requests may do, and does it.
    class Handler
    {
    public:
        virtual ~Handler() = default;

        using Begun = tl::expected<std::unique_ptr<Accepted>, Refusal>;

        /// The head is whole, and nothing of the body has been parsed. A refusal answers the request; otherwise
        /// finish() follows with the body and what this returned, unless takeWire() was called.
        virtual Begun begin(Connection &connection, const Request &request) = 0;

        /// The request is whole. connection.answer() must be called exactly once, at once or later.
        virtual void finish(Connection &connection, Request request, std::unique_ptr<Accepted> accepted) = 0;

        /// The connection itself has refused a request: before begin(), or between that and finish().
        virtual void refused(Connection &connection, const Request &request, const Refusal &refusal) = 0;
    };

    /// @p standsForMany: its peer is a trusted proxy, whose address says nothing of its clients.
    Connection(std::unique_ptr<Wire> wire, RequestParser::Limits limits, Shares &shares, Handler &handler,
               bool standsForMany = false);
    ~Connection() override;

    void answer(const Response &response);

    /// Only in begin(): a token has opened the present request. Until this is called it is a stranger's, and so is the
    /// connection.
    void setOpen();

    /// After begin(): makes room for this many bytes more than the request has. False if there is none: the request
    /// must be refused with noRoom().
    [[nodiscard]] bool makeRoom(qint64 bytes);

    [[nodiscard]] static Refusal noRoom();

    /// In finish(): holds the memory of the request for as long as the result exists, whatever becomes of the
    /// connection.
    [[nodiscard]] std::shared_ptr<void> heldBytes() const { return m_request.memory; }

    /// Keeps what is under way for the present request; releases it with the answer or with the connection.
    void keep(std::shared_ptr<void> work) { m_request.work = std::move(work); }

    /// Only in begin(): hands the wire over to a subscription; the connection is finished then. Returns null if a body
    /// is announced or bytes came after the head, since a client must wait for the answer: refuse the request, which
    /// then closes the connection.
    [[nodiscard]] std::unique_ptr<Wire> takeWire();

    /// Where the connection comes from.
    [[nodiscard]] QHostAddress peer() const { return m_wire ? m_wire->peerAddress() : QHostAddress(); }

    /// Sets the client for which a proxy has sent the present request; a subscription keeps it. The next request may be
    /// another client's.
    void setClient(const QHostAddress &client);

    /// The client's address, without its port: the peer's own, unless setClient() has set another.
    [[nodiscard]] const QByteArray &remote() const { return m_remote; }

    /// False once a subscription has taken the wire.
    [[nodiscard]] bool hasWire() const { return m_wire != nullptr; }

    /// True while a request is coming or being answered, and before the first request, which the peer is about to send.
    [[nodiscard]] bool isBusy() const;

    /// Answers what was accepted, then closes; a connection between two requests closes now.
    void shutDown();

    /// After shutDown(): closes a connection that has not sent its first request yet.
    void closeIfSilent();

    /// Once a second: cuts those that are too slow.
    void tick();

Q_SIGNALS:
    /// The connection is closed, or its wire was taken.
    void finished(hookbot::Connection *self);

private:
    /// See the class.
    enum class Stage { Reading, Answering, Closing, HandedOver };

    /// The request under way: from its first byte until the next one's.
    struct UnderWay
    {
        std::unique_ptr<Accepted> accepted;
        std::shared_ptr<void> work;   ///< of the handler's; until the answer
        std::shared_ptr<void> memory; ///< that it holds; from finish() until the answer
        bool isOpen = false;          ///< a token has opened it
        bool keepAlive = false;
        bool isHead = false;        ///< its answer has no body
        bool hasBytesAfter = false; ///< bytes came after its head, together with it
    };

    /// The connection has ended, or is about to.
    [[nodiscard]] bool isOver() const { return m_stage == Stage::Closing || m_stage == Stage::HandedOver; }

    // Wire::Reader
    void received(QByteArrayView bytes) override;
    void peerEnded() override;
    void drained() override;
    void ended() override;
    [[nodiscard]] qsizetype mostToRead() const override;
    // Shares::Holder
    void giveWay(Shares::Shortage shortage) override;

    QByteArrayView consume(QByteArrayView bytes);
    bool beginRequest(bool bytesFollow);
    void refuse(const Refusal &refusal);
    void resume();
    void continueInNextTurn();
    [[nodiscard]] bool countHeld();
    void releaseHeld();
    void keepInBacklog(QByteArrayView bytes);
    void finishRequest();
    void cutIfOverdue();

    std::unique_ptr<Wire> m_wire;
    RequestParser m_parser;
    Shares &m_shares;
    Handler &m_handler;
    QHostAddress m_client; ///< of the present request
    QByteArray m_remote;   ///< the same, as text
    Backlog m_backlog;     ///< what came while a request was being answered
    UnderWay m_request;
    QHostAddress m_ownAddress; ///< in m_shares, of requests that name no other client
    Stage m_stage = Stage::Reading;
    RequestPace m_pace;
    qsizetype m_bodyAtProgress = 0; ///< bytes of the body when they last counted as progress
    bool m_isFirst = true;          ///< no request has been answered yet
    bool m_inConsume = false;
    bool m_isContinuing = false; ///< the next turn of the event loop looks at the backlog
    bool m_peerEnded = false;
    bool m_shuttingDown = false;
};

} // namespace hookbot
