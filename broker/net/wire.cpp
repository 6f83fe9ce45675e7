#include "broker/net/wire.h"

#include "broker/net/flusher.h"

namespace hookbot {

namespace {

constexpr int TicksToEnd = 3;           // seconds for a peer that has all our bytes to end the connection
constexpr size_t KeptQueueCapacity = 8; // an idle connection releases larger queues

/// Pieces up to SmallPiece are joined up to JoinedPiece: a piece costs more than its bytes.
constexpr qsizetype SmallPiece = 1024;
constexpr qsizetype JoinedPiece = 4LL * 1024;

} // namespace

Wire::Wire(const MakeTransport &makeTransport, const QHostAddress &peer, Flusher &flusher, Traffic &traffic)
    : m_flusher(flusher),
      m_traffic(traffic)
{
    setPeerAddress(peer);
    m_transport = makeTransport(*this);
    QIODevice::open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    setSocketState(QAbstractSocket::ConnectedState);
}

Wire::~Wire()
{
    if (m_scheduled || m_makes)
        m_flusher.forget(this);
    noteQueued(-m_queued);
    m_traffic.held -= m_made;
    m_transport->close();
    setSocketState(QAbstractSocket::UnconnectedState); // or QAbstractSocket's own end would call into ours
}

void Wire::setReading(bool on)
{
    if (m_phase == Phase::Open)
        m_transport->setReading(on);
}

void Wire::send(const QByteArray &bytes)
{
    if (m_phase != Phase::Open || bytes.isEmpty())
        return;
    noteQueued(bytes.size());
    if (m_later) {
        m_later->emplace_back(bytes);
        return;
    }
    if (bytes.size() <= SmallPiece && !m_queue.empty() && m_queue.back().isDetached() &&
        m_queue.back().size() + bytes.size() <= JoinedPiece)
        m_queue.back().append(bytes);
    else
        m_queue.push_back(bytes);
    if (!m_scheduled && !m_blocked) {
        m_scheduled = true;
        m_flusher.schedule(this);
    }
}

void Wire::send(std::shared_ptr<ByteSource> source)
{
    if (m_phase != Phase::Open || source->isAtEnd())
        return;
    if (!m_later)
        m_later = std::make_unique<Later>();
    m_later->emplace_back(std::move(source));
    if (!m_scheduled && !m_blocked && !m_makes && m_later->size() == 1) {
        m_scheduled = true;
        m_flusher.schedule(this);
    }
}

qint64 Wire::queued() const
{
    qint64 bytes = m_queued + m_made + m_transport->pending();
    if (m_later) {
        for (const auto &part : *m_later) {
            if (const auto *source = std::get_if<std::shared_ptr<ByteSource>>(&part))
                bytes += (*source)->left();
        }
    }
    return bytes;
}

void Wire::noteQueued(qint64 bytes)
{
    m_queued += bytes;
    m_traffic.held += bytes;
}

void Wire::flushNow()
{
    m_scheduled = false;
    if (m_phase == Phase::Closed)
        return;
    do {
        if (!writeQueue())
            return;
    } while (refill());
    if (m_later)
        askToMake();
    else
        emptied();
}

/// Writes what is ready. True if all of it has left.
bool Wire::writeQueue()
{
    if (m_queue.empty())
        return true;
    const qint64 written = m_transport->write(m_queue, m_offset);
    if (written < 0)
        return false; // failed() is on its way
    if (m_made > 0) {
        m_made -= written;
        m_traffic.held -= written;
    } else {
        noteQueued(-written);
    }
    m_mayBeOnItsWay = true;
    m_traffic.sent += quint64(written);
    m_blocked = m_later || m_queued > 0;
    if (m_blocked) {
        m_offset += written;
        auto first = m_queue.begin();
        for (; first != m_queue.end() && m_offset >= first->size(); ++first)
            m_offset -= first->size();
        m_blocked = first != m_queue.end();
        if (m_blocked) {
            m_queue.erase(m_queue.begin(), first);
            return false;
        }
    }
    m_offset = 0;
    m_queue.clear();
    if (m_queue.capacity() > KeptQueueCapacity)
        m_queue.shrink_to_fit();
    return true;
}

/// Call it when nothing is ready: releases a source that has ended, and makes ready what was sent after it. True if
/// there is any.
bool Wire::refill()
{
    if (!m_later)
        return false;
    if (const auto *source = std::get_if<std::shared_ptr<ByteSource>>(&m_later->front());
        source && (*source)->isAtEnd())
        m_later->pop_front();
    for (; !m_later->empty() && std::holds_alternative<QByteArray>(m_later->front()); m_later->pop_front())
        m_queue.push_back(std::get<QByteArray>(std::move(m_later->front())));
    if (m_later->empty())
        m_later.reset();
    return !m_queue.empty();
}

void Wire::askToMake()
{
    if (!m_makes) {
        m_makes = true;
        m_flusher.scheduleWork(this);
    }
}

/// Makes the next piece of the source, and writes it. Returns how much work that was, in bytes.
qint64 Wire::makeMore()
{
    m_makes = false;
    if (m_phase == Phase::Closed || m_blocked || !m_later || !m_queue.empty())
        return 0;
    auto &source = std::get<std::shared_ptr<ByteSource>>(m_later->front());
    QByteArray piece = source->next();
    const qint64 work = piece.isEmpty() ? ByteSource::MostWork : piece.size();
    if (!piece.isEmpty()) {
        m_made = piece.size();
        m_traffic.held += m_made;
        m_queue.push_back(std::move(piece));
    }
    flushNow();
    return work;
}

void Wire::emptied()
{
    if (m_phase == Phase::Draining)
        beginLingering();
    else if (m_phase == Phase::Open && m_reader)
        m_reader->drained();
}

void Wire::writableAgain()
{
    m_blocked = false;
    flushNow();
}

void Wire::bytesCame(QByteArrayView bytes)
{
    m_bytesReceived += quint64(bytes.size());
    m_traffic.received += quint64(bytes.size());
    if (m_phase == Phase::Open && m_reader)
        m_reader->received(bytes);
}

void Wire::feed(QByteArrayView bytes)
{
    m_input.append(bytes);
    Q_EMIT readyRead();
}

void Wire::peerEnded()
{
    if (m_phase == Phase::Lingering)
        end();
    else if (m_phase == Phase::Open && m_reader)
        m_reader->peerEnded();
}

void Wire::close()
{
    if (m_phase != Phase::Open)
        return;
    m_phase = Phase::Draining;
    m_input.clear();
    m_transport->setReading(true);
    QIODevice::close(); // NOLINT(bugprone-parent-virtual-call): there is no engine to close
    setSocketState(QAbstractSocket::ClosingState);
    Q_EMIT stateChanged(QAbstractSocket::ClosingState);
    if (!m_scheduled && !m_blocked && !m_makes) {
        m_scheduled = true;
        m_flusher.schedule(this);
    }
}

void Wire::beginLingering()
{
    m_phase = Phase::Lingering;
    m_transport->endWriting();
}

void Wire::drop(const QString &reason)
{
    if (m_phase == Phase::Closed)
        return;
    if (!reason.isEmpty())
        setErrorString(reason);
    if (m_phase == Phase::Open) {
        m_phase = Phase::Draining;
        m_input.clear();
        QIODevice::close(); // NOLINT(bugprone-parent-virtual-call): there is no engine to close
    }
    end();
}

void Wire::dropWith(const QByteArray &lastWords)
{
    send(lastWords);
    if (!m_blocked)
        flushNow();
    drop();
}

void Wire::end()
{
    m_phase = Phase::Closed;
    m_transport->close();
    m_queue = {};
    noteQueued(-m_queued);
    m_traffic.held -= std::exchange(m_made, 0);
    m_later.reset();
    setSocketState(QAbstractSocket::UnconnectedState);
    Q_EMIT stateChanged(QAbstractSocket::UnconnectedState);
    Q_EMIT disconnected();
    if (m_reader)
        m_reader->ended();
}

void Wire::tick()
{
    if (m_phase == Phase::Closed)
        return;
    measureProgress();
    if (m_phase == Phase::Open)
        return;
    if (m_stillSeconds >= m_patience)
        drop(tr("the peer does not read what is sent to it"));
    else if (m_phase == Phase::Lingering && !m_mayBeOnItsWay && ++m_ticksLingering >= TicksToEnd)
        drop();
}

void Wire::measureProgress()
{
    if (!m_mayBeOnItsWay && !m_blocked) {
        m_stillSeconds = 0;
        m_isBehind = false;
        return; // an idle connection asks the kernel nothing
    }
    const Transport::Delivery delivery = m_transport->delivery();
    const bool hasAdvanced = delivery.acknowledged > m_acknowledged;
    // Bytes that a source has not made yet are not the peer's fault.
    m_mayBeOnItsWay = m_blocked || delivery.pending > 0 || delivery.acknowledged < delivery.sent;
    m_isBehind = m_blocked || delivery.pending > 0 || delivery.acknowledged < m_sentAtTick;
    m_stillSeconds = hasAdvanced || !m_mayBeOnItsWay ? 0 : m_stillSeconds + 1;
    m_acknowledged = std::max(m_acknowledged, delivery.acknowledged);
    m_sentAtTick = delivery.sent;
}

qsizetype Wire::mostToRead() const
{
    return m_phase == Phase::Open && m_reader ? m_reader->mostToRead() : Reader::MostToRead;
}

qint64 Wire::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_input.size(); // NOLINT(bugprone-parent-virtual-call): nor one to ask
}

qint64 Wire::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min<qint64>(maxSize, m_input.size());
    std::copy_n(m_input.constData(), count, data);
    if (count == m_input.size())
        m_input = QByteArray();
    else
        m_input.remove(0, count);
    return count;
}

qint64 Wire::writeData(const char *data, qint64 size)
{
    if (m_queued + size > m_writeLimit) {
        // From the event loop: the writer is in the middle of its own work.
        QMetaObject::invokeMethod(
            this, [this] { drop(tr("the peer asks for answers and does not read them")); }, Qt::QueuedConnection);
        return -1;
    }
    send(QByteArray(data, size));
    return size;
}

} // namespace hookbot
