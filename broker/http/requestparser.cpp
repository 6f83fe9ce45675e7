#include "requestparser.h"

// Beast 1.81 asserts on some malformed chunked bodies (fixed in 1.86); what it asserts is checked by our own limits.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>

namespace hookbot {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr QByteArrayView HeadEnd = "\r\n\r\n";

QByteArrayView view(beast::string_view text)
{
    return { text.data(), qsizetype(text.size()) };
}

Refusal bad(const char *why) { return { 400, QByteArray("400 Bad Request: ") + why }; }

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

} // namespace

class RequestParser::Syntax final : public http::basic_parser<true>
{
public:
    explicit Syntax(Request &request) : m_request(request) {}
    int version = 0;

private:
    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int v,
                         beast::error_code &) override
    {
        m_request.method = view(method).toByteArray();
        m_request.target = view(target).toByteArray();
        version = v;
    }
    void on_response_impl(int, beast::string_view, int, beast::error_code &) override {}
    void on_field_impl(http::field, beast::string_view name, beast::string_view value, beast::error_code &) override
    {
        m_request.headers.append(view(name), view(value));
    }
    void on_header_impl(beast::error_code &) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override {}
    std::size_t on_body_impl(beast::string_view body, beast::error_code &) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code &) override
    {
        m_request.body.append(view(body));
        return body.size();
    }
    void on_finish_impl(beast::error_code &) override {}

    Request &m_request;
};

RequestParser::RequestParser(Limits limits) : m_limits(limits) {}
RequestParser::~RequestParser() = default;
bool RequestParser::isIdle() const { return m_state == State::Head && m_head.isEmpty(); }

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype consumed = 0;
    if (m_state == State::Head) {
        m_head.append(bytes);
        consumed = bytes.size();
        const qsizetype end = m_head.indexOf(HeadEnd);
        if (end < 0) {
            if (m_head.size() > m_limits.head)
                fail({ 431, "431 Request Header Fields Too Large" });
            else if (!m_head.isEmpty() && m_head[0] == 0x16)
                fail(bad("this port speaks plain HTTP"));
            return consumed;
        }
        consumed -= m_head.size() - (end + 4);
        m_head.truncate(end + 4);
        m_syntax = std::make_unique<Syntax>(m_request);
        beast::error_code error;
        m_syntax->header_limit(std::uint32_t(m_limits.head + 1));
        m_syntax->body_limit(boost::none);
        m_syntax->put(boost::asio::const_buffer(m_head.constData(), size_t(m_head.size())), error);
        if (error || !isToken(m_request.method) || !m_request.target.startsWith('/')) {
            fail(bad("bad head"));
            return consumed;
        }
        const auto length = m_request.headers.value("Content-Length");
        m_announcedLength = length ? std::optional<qint64>(length->toByteArray().toLongLong()) : 0;
        if (m_request.headers.value("Transfer-Encoding"))
            m_announcedLength = std::nullopt;
        const auto has = [&](const char *name, const char *word) {
            const auto v = m_request.headers.value(name);
            return v && v->toByteArray().toLower().contains(word);
        };
        m_request.keepAlive = m_syntax->version == 11 ? !has("Connection", "close") : has("Connection", "keep-alive");
        m_request.expectsContinue = has("Expect", "100-continue");
        m_request.asksForWebSocket = has("Connection", "upgrade") && has("Upgrade", "websocket");
        m_state = State::HeadComplete;
        return consumed;
    }
    if (m_state == State::HeadComplete)
        m_state = State::Body;
    if (m_state == State::Body) {
        if (m_announcedLength) {
            if (*m_announcedLength > m_limits.body) {
                fail({ 413, "413 Content Too Large" });
                return 0;
            }
            const qsizetype take = qMin<qsizetype>(bytes.size(), *m_announcedLength - m_request.body.size());
            m_request.body.append(bytes.first(take));
            consumed = take;
            if (m_request.body.size() == *m_announcedLength)
                m_state = State::Complete;
        } else {
            m_head.append(bytes);
            fail({ 501, "501 chunked is not there yet" });
        }
    }
    return consumed;
}

Request RequestParser::takeRequest()
{
    m_state = State::Head;
    m_head.clear();
    m_announcedLength = 0;
    return std::exchange(m_request, {});
}

void RequestParser::fail(Refusal r) { m_refusal = std::move(r); m_state = State::Failed; }

} // namespace hookbot
