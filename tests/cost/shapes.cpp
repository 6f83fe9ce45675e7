#include "tests/cost/shapes.h"

namespace hookbot {

namespace {

constexpr int Several = 16; // requests, if a single one is too small to measure

QByteArray times(int n, const QByteArray &text)
{
    return text.repeated(n);
}

QByteArray request(const QByteArray &line, const QByteArray &fields = {})
{
    return line + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n" + fields + "\r\n";
}

/// To an unsafe channel, to which anybody may publish.
QByteArray post(const QByteArray &query, const QByteArray &fields = {})
{
    return request("POST /unsafe/pub/a" + query, "Content-Length: 0\r\n" + fields);
}

QByteArray chunked(const QByteArray &chunks)
{
    return request("POST /unsafe/pub/a", "Transfer-Encoding: chunked\r\n") + chunks + "0\r\n\r\n";
}

const QByteArray WrongToken = "Authorization: Bearer " + QByteArray(64, '0') + "\r\n";

void addPaths(std::vector<Shape> &all)
{
    const auto path = [&all](const char *name, int n, const QByteArray &segment, const QByteArray &fields) {
        all.push_back({ name,
                        n,
                        [segment, fields](int count) {
                            return times(Several, request("GET /sub" + times(count, segment), fields));
                        },
                        {} });
    };
    path("deep path, wrong token", 7, "/a", WrongToken);
    path("deep and long path, wrong token", 7, '/' + QByteArray(64, 'a'), WrongToken);
    path("deep and long path, wrong SHA-1 token", 7, '/' + QByteArray(64, 'a'),
         "Authorization: Bearer " + QByteArray(40, '0') + "\r\n");
    path("deep path, no token", 7, '/' + QByteArray(64, 'a'), {});
    path("path that is too deep", 250, "/a", WrongToken);
    path("path that is too deep, escaped", 250, "%2fa", WrongToken);
    path("path of empty segments", 500, "/", WrongToken);
    path("path of escapes", 500, "%61", WrongToken);
    path("path of UTF-8", 250, "%C3%A4", WrongToken);
    path("path of wrong escapes", 500, "%zz", WrongToken);
    path("path that is too long", 15'000, "a", WrongToken);
}

void addQueries(std::vector<Shape> &all)
{
    for (const auto &[name, n, part] :
         { std::tuple("query of separators", 15'000, "&"), std::tuple("query of pairs", 3'500, "a=b&"),
           std::tuple("query of escapes", 5'000, "%41"), std::tuple("query of escaped names", 3'000, "%41=&"),
           std::tuple("query of replays", 1'500, "replay=1&"),
           std::tuple("query of metadata", 600, "extra-metadata=headers&"), std::tuple("query of blanks", 15'000, "+"),
           std::tuple("query of values", 15'000, "=") }) {
        all.push_back({ name, n, [part = QByteArray(part)](int count) { return post('?' + times(count, part)); }, {} });
    }
}

void addFields(std::vector<Shape> &all)
{
    for (const char *field :
         { "X: y", "a:", "Cookie: a=b", "Connection: keep-alive", "Upgrade: h2c", "Origin: http://127.0.0.1:8080",
           "Sec-Fetch-Site: none", "X-Forwarded-For: 127.0.0.1", "Content-Length: 0", "Expect: 100-continue",
           "X-Hub-Signature-256: x", "Authorization: Bearer x", "Host: x" }) {
        const QByteArray line = QByteArray(field) + "\r\n";
        const int n = int(15'000 / line.size());
        all.push_back({ field, n, [line](int count) { return post({}, times(count, line)); }, {} });
    }
    all.push_back({ "fields in the headers envelope",
                    1'000,
                    [](int count) { return post("?extra-metadata=headers", times(count, "X-Y: z\r\n")); },
                    {} });
    all.push_back({ "fields of their own in the headers envelope",
                    1'000,
                    [](int count) {
                        QByteArray fields;
                        for (int i = 0; i < count; ++i)
                            fields += 'X' + QByteArray::number(i) + ": y\r\n";
                        return post("?extra-metadata=headers", fields);
                    },
                    {} });
    all.push_back({ "fields without a token",
                    1'500,
                    [](int count) { return times(2, request("GET /sub/a", times(count, "X: y\r\n"))); },
                    {} });
}

/// One field whose value has n of something.
void addValues(std::vector<Shape> &all)
{
    const auto add = [&all](const char *name, const char *part, const char *last, bool isForwarded = false) {
        const auto make = [name, part, last](int count) {
            return post({}, QByteArray(name) + ": " + times(count, part) + last + "\r\n");
        };
        all.push_back({ name, int(15'000 / QByteArray(part).size()), make, {}, Shape::OneRead, isForwarded });
    };
    for (const auto &[name, part] :
         { std::pair("Connection", "a,"), std::pair("Connection", ","), std::pair("Upgrade", "a , "),
           std::pair("Cookie", "a=b; "), std::pair("Origin", "/"), std::pair("Origin", "http://"),
           std::pair("Sec-Fetch-Site", ","), std::pair("Accept", "a;q=1,"), std::pair("Authorization", "Basic "),
           std::pair("X", " \t"), std::pair("X", "\xc3\xa4"), std::pair("Host", "a.") })
        add(name, part, "x");
    for (const char *part :
         { "127.0.0.1,", "::1,", ",", " ,", "\"", "\\\"", "\"\\", "\\", ":", "f", "[::1]:80,", "1." })
        add("X-Forwarded-For", part, "127.0.0.1");
    for (const char *part :
         { "for=127.0.0.1,", "for=\"[::1]\",", "a=b;", ";", ",", "\"", "\\\"", "a=\"\\\"\";", "=", "for=" })
        add("Forwarded", part, "for=127.0.0.1", true);
    all.push_back(
        { "Basic credentials",
          3'500,
          [](int count) { return request("GET /sub/a", "Authorization: Basic " + times(count, "YTph") + "\r\n"); },
          {} });
    all.push_back(
        { "absolute form", 15'000, [](int count) { return request("GET http://" + times(count, "a") + '/'); }, {} });
}

void addBodies(std::vector<Shape> &all)
{
    const auto add = [&all](const char *name, int n, std::function<QByteArray(int)> make, qsizetype piece) {
        all.push_back({ name, n, {}, std::move(make), piece });
    };
    const auto tiny = [](int count) { return chunked(times(count, "1\r\nx\r\n")); };
    add("tiny chunks", 5'000, tiny, Shape::OneRead);
    add("tiny chunks, one byte at a time", 500, tiny, 1);
    add("tiny chunks, seven bytes at a time", 2'000, tiny, 7);
    add(
        "chunks with extensions", 1'000, [](int count) { return chunked(times(count, "1;a=\"b\";c=d\r\nx\r\n")); },
        Shape::OneRead);
    add(
        "a chunk's extension", 900, [](int count) { return chunked("1;a=" + times(count, "xx") + "\r\nx\r\n"); }, 1);
    add(
        "a trailer", 250,
        [](int count) {
            return request("POST /unsafe/pub/a", "Transfer-Encoding: chunked\r\n") + "0\r\n" +
                   times(count, "X: y\r\n") + "\r\n";
        },
        1);
    add(
        "requests with chunks", 200, [](int count) { return times(count, chunked("1\r\nx\r\n")); }, Shape::OneRead);
    add(
        "a head, one byte at a time", 200, [](int count) { return post({}, times(count, "X: y\r\n")); }, 1);
    add(
        "a body", 40'000,
        [](int count) {
            return request("POST /unsafe/pub/a", "Content-Length: " + QByteArray::number(count) + "\r\n") +
                   QByteArray(count, 'x');
        },
        100);
    add(
        "a body that nobody reads", 40'000,
        [](int count) {
            return request("POST /pub/a", "Content-Length: " + QByteArray::number(count) + "\r\n") +
                   QByteArray(count, 'x');
        },
        100);
    add(
        "publishes", 200, [](int count) { return times(count, post({})); }, Shape::OneRead);
    add(
        "publishes, in small pieces", 200, [](int count) { return times(count, post({})); }, 100);
    add(
        "refusals", 500, [](int count) { return times(count, request("GET /sub/a")); }, Shape::OneRead);
    add(
        "refusals of a wrong token", 500, [](int count) { return times(count, request("GET /sub/a", WrongToken)); },
        Shape::OneRead);
    add(
        "refusals of a method", 500, [](int count) { return times(count, request("PUT /pub/a")); }, Shape::OneRead);
    add(
        "status", 500, [](int count) { return times(count, request("GET /status")); }, Shape::OneRead);
}

/// From a listener with a token; the server ignores what it sends.
void addFrames(std::vector<Shape> &all, const QByteArray &token)
{
    const auto frames = [&all, token](const char *name, int n, const QByteArray &begin, const QByteArray &frame) {
        const auto handshake = [token](int) {
            return request("GET /sub/a",
                           "Authorization: Bearer " + token +
                               "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        };
        all.push_back({ name, n, handshake, [begin, frame](int count) { return begin + times(count, frame); }, 1024 });
    };
    const QByteArray mask(4, '\0');
    frames("empty texts", 500, {}, "\x81\x80" + mask);
    frames("pings", 500, {}, "\x89\x80" + mask);
    frames("pieces of a message", 1'000, "\x01\x81" + mask + 'x', QByteArray("\x00\x81", 2) + mask + 'x');
}

} // namespace

std::vector<Shape> allShapes(const QByteArray &token)
{
    std::vector<Shape> all;
    addPaths(all);
    addQueries(all);
    addFields(all);
    addValues(all);
    addBodies(all);
    addFrames(all, token);
    return all;
}

} // namespace hookbot
