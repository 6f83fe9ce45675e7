#include "broker/requests/subscriberequest.h"
#include "broker/stream/since.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

/// The start is never in the future, and an id is read as written. The input is the text, and a query.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Input input(data, size);
    const QByteArray text = input.rest().toByteArray();
    const std::chrono::system_clock::time_point now(std::chrono::seconds(1'700'000'000));
    if (const auto since = Since::parse(text, now)) {
        if (since->isExact)
            require(since->after && since->after->toByteArray().toLongLong() == text.toLongLong());
        else if (since->after && !since->from) // a time may be still to come
            require(*since->after <= EventId::atTime(now) && since->after->value >= 0);
    }

    Request request;
    request.asksForWebSocket = input.byte() % 2 == 0;
    if (input.byte() % 2 == 0)
        request.headers.append("Accept", "text/event-stream");
    Target target;
    target.path = "/sub/a";
    target.query = input.rest().toByteArray();
    if (const auto wanted = SubscribeRequest::of(request, target, now))
        require(wanted->limit > 0 && (!wanted->since.after || wanted->since.after->value >= 0));
    return 0;
}
