#include "broker/event/event.h"
#include "broker/event/eventrules.h"
#include "broker/stream/eventjson.h"
#include "listen/record.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

/// Any input from a server is an event, a gap, or reported as malformed; an event that our server sends is read back
/// unchanged. The input is a record; it is also a channel, a query, a header field and a body.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Input input(data, size);
    const auto record = listen::parseRecord(input.rest().toByteArray());
    if (const auto *malformed = std::get_if<listen::Malformed>(&record))
        require(!malformed->why.isEmpty());

    Event event;
    event.id = { 42 };
    event.time = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000));
    event.method = "POST";
    const auto text = [&input] { // as what comes over HTTP has been checked
        const QByteArray line = input.line().toByteArray();
        return isChannelName(line) && !line.trimmed().isEmpty() ? line.trimmed() : QByteArray("x");
    };
    event.channel = "a/" + text();
    const QByteArray query = text();
    event.query = isQuery(query) ? query : "x";
    event.headers.append("X-Field", text());
    event.body = input.rest().toByteArray();
    const auto again = listen::parseRecord(eventJson(event));
    const auto *read = std::get_if<listen::Event>(&again);
    require(read != nullptr);
    require(read->id == "42" && read->channel == event.channel && read->query == event.query);
    require(read->body == event.body && read->headers.size() == 1);
    require(read->headers.first().second == *event.headers.value("X-Field"));
    return 0;
}
