#pragma once

#include "requestparser.h"
#include "response.h"
#include "wire.h"

#include <QtCore/QObject>

#include <memory>

namespace hookbot {

/// How many bytes of bodies that are still coming one broker holds at once, whoever sends them.
struct BodyBudget
{
    qint64 limit = 0;
    qint64 used = 0;
};

/// The HTTP side of one accepted connection: requests one after the other, each answered before the next is looked at,
/// and no peer that can hold it open by saying too little. Lives in the I/O thread; owned by whoever accepted, and to
/// be deleted after finished(). A subscription takes its wire away.
class Connection final : public QObject, private Wire::Reader
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

    Connection(std::unique_ptr<Wire> wire, RequestParser::Limits limits, BodyBudget &budget, Handler &handler);
    ~Connection() override;

    void answer(const Response &response);

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
    void drained() override { goOn(); }
    void ended() override;

    QByteArrayView consume(QByteArrayView bytes);
    bool beginRequest(bool bytesFollow);
    void refuse(const Refusal &refusal);
    void goOn();
    void continueInNextTurn();
    void countBody();
    [[nodiscard]] std::optional<Refusal> overdue();

    std::unique_ptr<Wire> m_wire;
    RequestParser m_parser;
    BodyBudget &m_budget;
    Handler &m_handler;
    QHostAddress m_client;        ///< of the present request
    QByteArray m_remote;          ///< the same, as text
    QByteArray m_backlog;         ///< what came while a request was being answered
    std::shared_ptr<void> m_work; ///< for the request being answered
    Stage m_stage = Stage::Reading;
    qint64 m_bodyBytes = 0;      ///< our part of the budget
    quint64 m_bytesAtWindow = 0; ///< what had come when the present measure of its pace began
    quint64 m_sentAtWindow = 0;
    int m_ticks = 0;          ///< seconds in the present stage
    bool m_isFirst = true;    ///< no request has been answered yet
    bool m_keepAlive = false; ///< of the request being answered
    bool m_isHead = false;    ///< its answer has no body
    bool m_inConsume = false;
    bool m_isContinuing = false; ///< the next turn of the event loop looks at the backlog
    bool m_peerEnded = false;
    bool m_shuttingDown = false;
    bool m_wireTaken = false;
    bool m_bytesFollow = false; ///< during begin(): something came after the head
};

} // namespace hookbot
