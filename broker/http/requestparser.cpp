#include "broker/http/requestparser.h"

// Beast 1.81 asserts on some malformed chunked bodies where it should return an error, as it does since 1.86. What it
// would assert is bounded by our own checks, so the asserts are off, in this file alone.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/http/basic_parser.hpp>

namespace hookbot {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

/// Bytes of a chunk's extension or of the trailer, and those that may wait for the rest of their line.
constexpr qsizetype LongestChunkFraming = 8LL * 1024;
constexpr qsizetype LongestUnread = 2 * LongestChunkFraming; // with blanks and line ends, which are not counted

/// What is added at once to framing that waits for the rest of its line.
constexpr qsizetype FramingPiece = 256;

/// Longer bodies grow as they come: what is only announced costs nothing.
constexpr qint64 ReservedAtOnce = 16LL * 1024;

constexpr QByteArrayView EmptyLine = "\r\n";

/// What a first byte of 22 means: a TLS client's handshake record.
constexpr char TlsHandshake = 0x16;

/// Makes room in a body for more, with a quarter to spare and at most @p most bytes in all: it would double otherwise.
void grow(QByteArray &body, qsizetype more, qint64 most)
{
    const qint64 needed = body.size() + more;
    if (needed > body.capacity() || more == 0)
        body.reserve(std::max(needed, std::min(most, needed + std::max<qint64>(ReservedAtOnce, needed / 4))));
}

QByteArrayView view(beast::string_view text)
{
    return { text.data(), qsizetype(text.size()) };
}

boost::asio::const_buffer buffer(QByteArrayView bytes)
{
    return { bytes.data(), size_t(bytes.size()) };
}

} // namespace

/// Beast's parser, telling what it reads to a Request as it goes: the head's fields, and the data of chunks.
class RequestParser::Syntax final : public http::basic_parser<true>
{
public:
    explicit Syntax(Request &request) : m_request(request)
    {
        header_limit(std::numeric_limits<std::uint32_t>::max()); // the caller has limits of its own
        body_limit(boost::none);
    }

    [[nodiscard]] bool isHttp11() const { return m_version == 11; }

    /// What the chunks so far hold when they are whole.
    [[nodiscard]] std::uint64_t chunkBytes() const { return m_chunkBytes; }

    /// Whether a chunk's extension, or all of the trailer, is longer than framing may be.
    [[nodiscard]] bool isFramingTooLong() const { return m_longestFraming > size_t(LongestChunkFraming); }

private:
    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code &) override
    {
        m_request.method = view(method).toByteArray();
        m_request.target = view(target).toByteArray();
        m_version = version;
    }
    void on_response_impl(int, beast::string_view, int, beast::error_code &) override {}
    void on_field_impl(http::field, beast::string_view name, beast::string_view value, beast::error_code &) override
    {
        if (!m_headDone)
            m_request.headers.append(view(name), view(value));
        else // trailers are dropped: nothing after the body may change what was authenticated
            m_longestFraming = std::max(m_longestFraming, m_trailerBytes += name.size() + value.size() + 4);
    }
    void on_header_impl(beast::error_code &) override { m_headDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override {}
    std::size_t on_body_impl(beast::string_view body, beast::error_code &) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t size, beast::string_view extension, beast::error_code &) override
    {
        m_longestFraming = std::max(m_longestFraming, extension.size());
        m_chunkBytes = std::max(m_chunkBytes + size, size); // stays huge where it would overflow
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code &) override
    {
        grow(m_request.body, qsizetype(body.size()), std::numeric_limits<qint64>::max());
        m_request.body.append(view(body));
        return body.size();
    }
    void on_finish_impl(beast::error_code &) override {}

    Request &m_request;
    std::uint64_t m_chunkBytes = 0;
    std::size_t m_longestFraming = 0;
    std::size_t m_trailerBytes = 0;
    int m_version = 0;
    bool m_headDone = false;
};

RequestParser::RequestParser(Limits limits) : m_limits(limits) {}

RequestParser::~RequestParser() = default;

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    switch (m_state) {
    case State::Head:
        return feedHead(bytes);
    case State::HeadComplete:
        m_state = State::Body;
        if (m_announcedLength.value_or(0) > m_limits.body) {
            fail({ 413, "413 Content Too Large: a body may have " + QByteArray::number(m_limits.body) + " bytes" });
            return 0;
        }
        grow(m_request.body, 0, m_announcedLength.value_or(0));
        return feedBody(bytes);
    case State::Body:
        return feedBody(bytes);
    case State::Complete:
    case State::Failed:
        break;
    }
    return 0;
}

qsizetype RequestParser::feedHead(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return 0;
    if (m_kept.isEmpty() && bytes.front() == TlsHandshake) {
        fail(badRequest("this port speaks plain HTTP, not TLS: use http:// or ws://"));
        return bytes.size();
    }

    // Where the head is whole at once, as it mostly is, it is read where it lies.
    const qsizetype keptBefore = m_kept.size();
    if (keptBefore > 0)
        m_kept.append(bytes);
    const QByteArrayView all = keptBefore > 0 ? QByteArrayView(m_kept) : bytes;
    switch (m_scanner.scan(all.first(std::min(all.size(), m_limits.head)))) {
    case HeadScanner::Result::Complete: {
        const qsizetype size = m_scanner.size();
        const bool isEmptyLine = size == EmptyLine.size();
        if (isEmptyLine && !m_afterEmptyLine)
            m_afterEmptyLine = true; // RFC 9112, section 2.2: some clients end a body with one too many
        else
            readHead(all.first(size));
        m_afterEmptyLine &= isEmptyLine;
        m_kept = {};
        m_scanner = {};
        return size - keptBefore;
    }
    case HeadScanner::Result::BareLineFeed:
        fail(badRequest("a line does not end in carriage return and line feed"));
        break;
    case HeadScanner::Result::Incomplete:
        if (all.size() > m_limits.head) {
            fail({ 431, "431 Request Header Fields Too Large: a head may have " + QByteArray::number(m_limits.head) +
                            " bytes" });
        } else if (keptBefore == 0) {
            m_kept = bytes.toByteArray();
        }
        break;
    }
    return bytes.size();
}

void RequestParser::readHead(QByteArrayView head)
{
    if (auto fault = faultOfHead(head))
        return fail(std::move(*fault));

    m_request.headers.reserve(head.size());
    auto syntax = std::make_unique<Syntax>(m_request);
    beast::error_code error;
    syntax->put(buffer(head), error);
    if (error || !syntax->is_header_done())
        return fail(badRequest("the head is malformed"));
    if (!m_request.target.startsWith('/')) {
        auto target = originForm(m_request.target, m_request.headers.value("Host").value_or(QByteArrayView()));
        m_request.target = target.value_or(QByteArray()); // not kept where it is refused: it may have a token in it
        if (!target)
            return fail(badRequest("the target does not begin with /, and is not a URL of this Host"));
    }
    const bool isHttp11 = syntax->isHttp11();
    if (auto fault = faultOfFields(m_request.headers, isHttp11))
        return fail(std::move(*fault));

    if (syntax->chunked()) {
        m_announcedLength = std::nullopt;
        m_chunks = std::move(syntax);
        m_chunks->eager(true);
        m_request.keepAlive = !listContains(m_request.headers, "Connection", "close");
    } else {
        const auto length = syntax->content_length();
        m_announcedLength =
            length ? qint64(std::min<std::uint64_t>(*length, std::numeric_limits<qint64>::max())) : qint64(0);
        m_request.keepAlive = isHttp11 ? !listContains(m_request.headers, "Connection", "close")
                                       : listContains(m_request.headers, "Connection", "keep-alive");
    }
    m_request.expectsContinue = m_request.headers.value("Expect").has_value();
    m_request.asksForWebSocket = isHttp11 && listContains(m_request.headers, "Upgrade", "websocket") &&
                                 listContains(m_request.headers, "Connection", "upgrade");
    m_state = State::HeadComplete;
}

qsizetype RequestParser::feedBody(QByteArrayView bytes)
{
    if (!m_announcedLength)
        return feedChunks(bytes);
    const qsizetype taken = std::min(bytes.size(), qsizetype(*m_announcedLength) - m_request.body.size());
    grow(m_request.body, taken, *m_announcedLength);
    m_request.body.append(bytes.first(taken));
    if (m_request.body.size() == *m_announcedLength)
        m_state = State::Complete;
    return taken;
}

/// Reads where the bytes lie, and keeps only framing that is not whole: what follows the message may be many others.
qsizetype RequestParser::feedChunks(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state == State::Body) {
        const QByteArrayView rest = bytes.sliced(taken);
        if (m_kept.isEmpty()) {
            const qsizetype parsed = parseChunks(rest);
            if (m_state == State::Body)
                m_kept = rest.sliced(parsed).toByteArray();
            taken += m_state == State::Complete ? parsed : rest.size();
            continue;
        }
        const QByteArrayView piece = rest.first(std::min(rest.size(), FramingPiece));
        m_kept.append(piece);
        m_kept.remove(0, parseChunks(m_kept));
        taken += piece.size();
        // Beast must not be asked twice about the same bytes, so they are given back only where others follow.
        const bool isOfPiece = m_kept.size() <= piece.size();
        if (m_state == State::Complete || (m_state == State::Body && isOfPiece && taken < bytes.size()))
            taken -= std::exchange(m_kept, {}).size();
    }
    if (m_state == State::Body && m_kept.size() > LongestUnread)
        fail(badRequest("a chunk's size, extension or trailer is too long"));
    return taken;
}

/// Returns how many of the bytes it took; the state is still Body where more are needed.
qsizetype RequestParser::parseChunks(QByteArrayView bytes)
{
    beast::error_code error;
    const auto parsed = qsizetype(m_chunks->put(buffer(bytes), error));
    if (error && error != http::error::need_more) {
        fail(badRequest("the chunked body is malformed"));
    } else if (m_chunks->isFramingTooLong()) {
        fail(badRequest("a chunk's size, extension or trailer is too long"));
    } else if (m_chunks->chunkBytes() > std::uint64_t(m_limits.body)) {
        fail({ 413, "413 Content Too Large: a body may have " + QByteArray::number(m_limits.body) + " bytes" });
    } else if (m_chunks->is_done()) {
        m_state = State::Complete;
        m_chunks.reset();
        m_request.body.squeeze(); // what holds it from now on may hold it for long
    }
    return parsed;
}

qsizetype RequestParser::held() const
{
    return m_kept.capacity() + m_request.body.capacity() + m_request.headers.bytes().size();
}

Request RequestParser::takeRequest()
{
    m_state = State::Head;
    m_announcedLength = 0;
    return std::exchange(m_request, {});
}

void RequestParser::fail(Refusal refusal)
{
    m_refusal = std::move(refusal);
    m_state = State::Failed;
    m_kept = {};
    m_chunks.reset();
}

} // namespace hookbot
