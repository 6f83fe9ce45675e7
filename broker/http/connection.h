#pragma once

#include "broker/http/requestparser.h"
#include "broker/http/response.h"
#include "broker/http/shares.h"
#include "broker/net/wire.h"

#include <QtCore/QObject>

#include <memory>

namespace hookbot {

/// The HTTP side of one accepted connection: requests one after the other, each answered before the next is looked at,
/// and no peer that can hold it open by saying too little. Lives in the I/O thread; owned by whoever accepted, and to
/// be deleted after finished(). A subscription takes its wire away.
class Connection final : public QObject, private Wire::Reader, private Shares::Holder
{
    Q_OBJECT

public:
    /// Who decides what requests may do, and does it.
    class Handler
    {
    public:
        virtual ~Handler() = default;

        /// The head is whole, and nothing of the body has been looked at. Returning a response refuses the request;
        /// otherwise finish() follows with the body, unless takeWire() was called.
        virtual std::optional<Response> begin(Connection &connection, const Request &request) = 0;

        /// The request is whole. connection.answer() has to be called exactly once, at once or later.
        virtual void finish(Connection &connection, Request request) = 0;

        /// A request was answered with a refusal that the handler did not give itself.
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
    [[nodiscard]] std::shared_ptr<void> heldBytes() const { return m_kept; }

    /// Keeps what is under way for the present request; releases it with the answer or with the connection.
    void keep(std::shared_ptr<void> work) { m_work = std::move(work); }

    /// Only in begin(): hands the wire over to a subscription. The connection is finished then; a body, or bytes that
    /// came after the head, make it fail instead (a null pointer): a client has to wait for the answer. It closes,
    /// then.
    [[nodiscard]] std::unique_ptr<Wire> takeWire();

    /// Where the connection comes from.
    [[nodiscard]] QHostAddress peer() const { return m_wire ? m_wire->peerAddress() : QHostAddress(); }

    /// Notes whom a proxy has sent the present request for; a subscription keeps it. The next may be for another.
    void setClient(const QHostAddress &client);

    /// The client's address, without its port: the peer's own, unless setClient() was told another.
    [[nodiscard]] const QByteArray &remote() const { return m_remote; }

    /// False once a subscription has taken the wire.
    [[nodiscard]] bool hasWire() const { return m_wire != nullptr; }

    /// True while a request is coming or being answered; and before the first, which whoever connects is about to send.
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
    enum class Stage { Reading, Answering, Closing };

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
    void goOn();
    void continueInNextTurn();
    [[nodiscard]] bool countHeld();
    void releaseHeld();
    void keepInBacklog(QByteArrayView bytes);
    void finishRequest();
    void beginPace();
    [[nodiscard]] std::optional<Refusal> overdue();

    std::unique_ptr<Wire> m_wire;
    RequestParser m_parser;
    Shares &m_shares;
    Handler &m_handler;
    QHostAddress m_client;        ///< of the present request
    QByteArray m_remote;          ///< the same, as text
    QByteArray m_backlog;         ///< what came while a request was being answered
    std::shared_ptr<void> m_work; ///< for the request being answered
    std::shared_ptr<void> m_kept; ///< the memory of the request being answered
    QHostAddress m_ownAddress;    ///< in m_shares, of requests that name nobody else
    Stage m_stage = Stage::Reading;
    qsizetype m_bodyAtWindow = 0;   ///< bytes of body there were when the present measure of its pace began
    qsizetype m_bodyAtProgress = 0; ///< and when it last counted as progress
    int m_ticks = 0;                ///< seconds in the present stage, or of the present measure
    int m_bodyTicks = 0;            ///< seconds since the body began
    bool m_isOpen = false;          ///< a token has opened the present request
    bool m_isFirst = true;          ///< no request has been answered yet
    bool m_keepAlive = false;       ///< of the request being answered
    bool m_isHead = false;          ///< its answer has no body
    bool m_inConsume = false;
    bool m_isContinuing = false; ///< the next turn of the event loop looks at the backlog
    bool m_peerEnded = false;
    bool m_shuttingDown = false;
    bool m_wireTaken = false;
    bool m_bytesFollow = false; ///< during begin(): something came after the head
};

} // namespace hookbot
