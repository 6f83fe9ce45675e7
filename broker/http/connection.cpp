#include "broker/http/connection.h"

namespace hookbot {

namespace {

constexpr int StuckTicks = 120; // a peer that acknowledges nothing of its answer
constexpr qsizetype LongestBacklog = 64LL * 1024;
constexpr qsizetype BytesOfProgress = 64LL * 1024; // of a body

/// What is held counts in steps of this: most requests cost nothing to count.
constexpr qint64 Counted = 4LL * 1024;

/// The work of one turn of the event loop, in bytes of heads, of which each counts this many more for what it costs
/// however short it is: 16 small requests, or one whose head is as long as it may be.
constexpr qsizetype WorkOfTurn = 64LL * 1024;
constexpr qsizetype WorkOfRequest = 4LL * 1024;

} // namespace

Connection::Connection(std::unique_ptr<Wire> wire, RequestParser::Limits limits, Shares &shares, Handler &handler,
                       bool standsForMany)
    : m_wire(std::move(wire)),
      m_parser(limits),
      m_shares(shares),
      m_handler(handler),
      m_client(m_wire->peerAddress()),
      m_remote(m_client.toString().toLatin1()),
      m_ownAddress(standsForMany ? QHostAddress() : m_client)
{
    m_wire->setReader(this);
    m_wire->setPatience(StuckTicks);
    m_shares.add(*this, m_ownAddress);
}

Connection::~Connection()
{
    m_shares.remove(*this);
    if (m_wire)
        m_wire->setReader(nullptr);
}

void Connection::received(QByteArrayView bytes)
{
    const QByteArrayView rest = m_backlog.isEmpty() ? consume(bytes) : bytes;
    if (isOver())
        return;
    keepInBacklog(rest);
    if (!countHeld())
        giveWay(Shares::Shortage::Memory);
}

void Connection::keepInBacklog(QByteArrayView bytes)
{
    m_backlog.append(bytes);
    if (m_backlog.size() >= LongestBacklog)
        m_wire->setReading(false);
}

/// All that is read now is parsed at once, except what comes after the end of a body.
qsizetype Connection::mostToRead() const
{
    const qsizetype room = std::max<qsizetype>(1, LongestBacklog - m_backlog.size());
    if (m_stage == Stage::Closing)
        return MostToRead;
    if (m_stage != Stage::Reading || m_parser.state() != RequestParser::State::Body || !m_backlog.isEmpty())
        return room;
    const qint64 left = m_parser.announcedLength().value_or(0) - m_parser.request().body.size();
    return qsizetype(std::clamp<qint64>(left, 0, MostToRead - room)) + room;
}

/// Reads requests while they are answered at once and the answers are read, and no longer than a turn of the event loop
/// allows to one connection; returns what is left for later.
QByteArrayView Connection::consume(QByteArrayView bytes)
{
    m_inConsume = true;
    qsizetype work = 0;
    try {
        while (m_stage == Stage::Reading && !bytes.isEmpty() && m_wire->queued() <= LongestBacklog) {
            if (work >= WorkOfTurn) {
                continueInNextTurn();
                break;
            }
            if (m_parser.isIdle()) {
                m_pace.restart();
                m_request = {};
            }
            const qsizetype before = bytes.size();
            bytes = bytes.sliced(m_parser.feed(bytes));
            if (m_parser.state() == RequestParser::State::HeadComplete) {
                work += WorkOfRequest + before - bytes.size();
                if (!beginRequest(!bytes.isEmpty()))
                    continue;                               // answered already, or handed over
                bytes = bytes.sliced(m_parser.feed(bytes)); // on to the body, if there is one
                if (m_parser.state() == RequestParser::State::Body && m_parser.request().expectsContinue &&
                    bytes.isEmpty() && m_parser.request().body.isEmpty())
                    m_wire->send("HTTP/1.1 100 Continue\r\n\r\n");
            }
            if (m_parser.state() == RequestParser::State::Failed)
                refuse(m_parser.refusal());
            else if (!countHeld())
                refuse(noRoom());
            else if (m_parser.state() == RequestParser::State::Complete)
                finishRequest();
        }
    } catch (const std::bad_alloc &) {
        // Counting prevents this. A connection that needs more nevertheless is dropped, and no other is affected.
        m_parser.takeRequest();
        m_wire->drop(tr("out of memory"));
    }
    m_inConsume = false;
    return bytes;
}

/// Passes a head to the handler; false if the request needs nothing more.
bool Connection::beginRequest(bool bytesFollow)
{
    m_request.keepAlive = m_parser.request().keepAlive;
    m_request.isHead = m_parser.request().method == "HEAD";
    m_request.hasBytesAfter = bytesFollow;
    m_pace.beginBody();
    m_bodyAtProgress = 0;
    Handler::Begun begun = m_handler.begin(*this, m_parser.request());
    if (m_stage == Stage::HandedOver)
        return false;
    if (begun) {
        m_request.accepted = std::move(*begun);
        return true;
    }

    if (m_parser.announcedLength() == 0) {
        m_parser.feed({}); // nothing follows: the request is complete
        m_parser.takeRequest();
    } else {
        m_request.keepAlive = false; // its body is on its way, and will not be read
    }
    m_stage = Stage::Answering;
    answer(Response::of(begun.error()));
    return false;
}

void Connection::answer(const Response &response)
{
    if (m_stage != Stage::Answering)
        return; // the connection was cut meanwhile
    const bool keepAlive =
        m_request.keepAlive && !m_shuttingDown && !(m_peerEnded && m_backlog.isEmpty() && !m_inConsume);
    m_isFirst = false;
    m_pace.restart();
    m_request.work.reset();
    m_request.memory.reset();
    if (response.status < 400)
        m_shares.noteProgress(*this);
    if (response.makeSource) {
        m_wire->send(
            response.makeSource([response, keepAlive](qint64 length) { return response.head(keepAlive, length); }));
    } else if (m_request.isHead) {
        Response headOnly = response;
        headOnly.withBody = false;
        m_wire->send(headOnly.toBytes(keepAlive));
    } else {
        m_wire->send(response.toBytes(keepAlive));
    }
    if (!keepAlive) {
        m_stage = Stage::Closing;
        m_wire->close();
        return;
    }
    m_stage = Stage::Reading;
    if (m_inConsume)
        return;
    if (!countHeld())
        giveWay(Shares::Shortage::Memory);
    else
        resume();
}

/// Gives other connections their turn first; what this one has sent keeps its order.
void Connection::continueInNextTurn()
{
    if (std::exchange(m_isContinuing, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isContinuing = false;
            resume();
        },
        Qt::QueuedConnection);
}

/// Parses the backlog, unless the peer must first read its answers or another turn is scheduled.
void Connection::resume()
{
    if (m_stage != Stage::Reading || m_inConsume || m_isContinuing || m_wire->queued() > LongestBacklog)
        return;
    if (m_backlog.isEmpty())
        return;
    Backlog backlog = std::exchange(m_backlog, {});
    const qsizetype left = consume(backlog.bytes()).size();
    if (isOver())
        return;
    backlog.keepLast(left);
    m_backlog = std::move(backlog);
    if (m_backlog.size() < LongestBacklog)
        m_wire->setReading(true);
    if (!countHeld()) {
        giveWay(Shares::Shortage::Memory);
        return;
    }
    if (m_peerEnded && m_stage == Stage::Reading)
        peerEnded();
}

void Connection::refuse(const Refusal &refusal)
{
    m_handler.refused(*this, m_parser.request(), refusal);
    m_parser.takeRequest(); // releases a body that will not be read
    m_backlog = {};
    releaseHeld();
    m_request.keepAlive = false;
    m_stage = Stage::Answering;
    answer(Response::of(refusal));
}

/// Counts what is in memory for this connection now; false if there is no room for it. What is queued for a request
/// that a token has opened is counted with the queues of listeners.
bool Connection::countHeld()
{
    if (isOver())
        return true;
    const qsizetype body = m_parser.request().body.size();
    if (body - m_bodyAtProgress >= BytesOfProgress) {
        m_bodyAtProgress = body;
        m_shares.noteProgress(*this);
    }
    const qint64 bytes = m_parser.held() + m_backlog.capacity() + (m_request.isOpen ? 0 : m_wire->queued());
    return m_shares.hold(*this, bytes / Counted * Counted, m_request.isOpen);
}

void Connection::releaseHeld()
{
    m_request.memory.reset();
    [[maybe_unused]] const bool isLess = m_shares.hold(*this, 0, m_request.isOpen);
}

/// What a request holds counts from its first byte until its answer, or for as long as the log has it.
void Connection::finishRequest()
{
    m_stage = Stage::Answering;
    m_request.memory = m_shares.keep(*this);
    m_handler.finish(*this, m_parser.takeRequest(), std::move(m_request.accepted));
}

void Connection::setOpen()
{
    m_request.isOpen = true;
    m_shares.setOpen(*this);
}

bool Connection::makeRoom(qint64 bytes)
{
    m_request.memory.reset();
    if (m_shares.hold(*this, bytes / Counted * Counted, m_request.isOpen)) {
        m_request.memory = m_shares.keep(*this);
        return true;
    }
    releaseHeld();
    return false;
}

Refusal Connection::noRoom()
{
    return { 503, "503 Service Unavailable: too many large bodies are on their way; try again" };
}

/// Releases what is short before it returns.
void Connection::giveWay(Shares::Shortage shortage)
{
    const bool isComing = m_stage == Stage::Reading && !m_parser.isIdle();
    if (!isComing) {
        m_stage = Stage::Closing; // it holds answers that it does not read
        m_wire->drop();
    } else if (shortage == Shares::Shortage::Connections) {
        m_handler.refused(*this, m_parser.request(), noRoom());
        m_stage = Stage::Closing;
        m_wire->dropWith(Response::of(noRoom()).toBytes(false));
    } else {
        refuse(noRoom());
    }
}

void Connection::drained()
{
    if (!countHeld())
        giveWay(Shares::Shortage::Memory);
    else
        resume();
}

std::unique_ptr<Wire> Connection::takeWire()
{
    if (m_request.hasBytesAfter || !m_backlog.isEmpty() || m_parser.announcedLength() != 0) {
        m_request.keepAlive = false; // what follows was meant for a WebSocket, not for us
        return nullptr;
    }
    m_stage = Stage::HandedOver;
    m_shares.remove(*this);
    m_wire->setClient(m_client);
    m_wire->setReader(nullptr);
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(this); }, Qt::QueuedConnection);
    return std::move(m_wire);
}

void Connection::peerEnded()
{
    m_peerEnded = true;
    if (m_stage == Stage::Reading && m_backlog.isEmpty()) {
        m_stage = Stage::Closing;
        m_wire->close();
    }
    // While a request is being answered its peer may still be reading: the answer closes.
}

void Connection::ended()
{
    m_stage = Stage::Closing; // the rest of the backlog is dropped
    m_backlog = {};
    m_shares.remove(*this);
    Q_EMIT finished(this);
}

void Connection::setClient(const QHostAddress &client)
{
    if (client == m_client)
        return;
    m_client = client;
    m_remote = client.toString().toLatin1();
    m_shares.setAddress(*this, m_wire && client == m_wire->peerAddress() ? m_ownAddress : client);
}

bool Connection::isBusy() const
{
    return m_stage == Stage::Answering ||
           (m_stage == Stage::Reading && (m_isFirst || !m_parser.isIdle() || !m_backlog.isEmpty()));
}

void Connection::shutDown()
{
    m_shuttingDown = true;
    if (!m_isFirst)
        closeIfSilent();
}

void Connection::closeIfSilent()
{
    if (m_stage == Stage::Reading && m_parser.isIdle() && m_backlog.isEmpty()) {
        m_stage = Stage::Closing;
        m_wire->close();
    }
}

void Connection::tick()
{
    if (m_stage == Stage::HandedOver)
        return;
    m_wire->tick();
    m_pace.tick(m_wire->queued() > LongestBacklog || (m_parser.isIdle() && m_wire->isBehind()));
    if (m_stage == Stage::Reading)
        cutIfOverdue();
    if (m_wire->stillSeconds() >= StuckTicks)
        m_wire->drop(tr("the peer does not read its answer"));
}

void Connection::cutIfOverdue()
{
    const auto part = m_parser.isIdle()                                ? RequestPace::Part::Nothing
                      : m_parser.state() == RequestParser::State::Head ? RequestPace::Part::Head
                                                                       : RequestPace::Part::Body;
    const auto overdue = m_pace.overdue(part, m_parser.request().body.size(), m_isFirst);
    if (!overdue)
        return;
    if (overdue->refusal) {
        refuse(*overdue->refusal);
    } else {
        m_stage = Stage::Closing;
        m_wire->close();
    }
}

} // namespace hookbot
