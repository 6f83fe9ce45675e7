#include "broker/monitor/summary.h"
#include "tests/fuzz/fuzzing.h"

using namespace hookbot;

namespace {

constexpr const char *Fields[] = { "Content-Type",           "X-GitHub-Event",     "X-Gitlab-Event",
                                   "X-Gitea-Event",          "Stripe-Signature",   "User-Agent",
                                   "X-Shopify-Topic",        "X-Slack-Signature",  "X-Event-Key",
                                   "X-Hook-Resource",        "X-Twilio-Signature", "Ce-Type",
                                   "X-Amz-Sns-Message-Type", "Linear-Event",       "X-Hub-Signature-256" };

} // namespace

/// The summary of any event is a short text in one line. Each line of the input has the number of a field and its
/// value; after an empty line follows the body.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Input input(data, size);
    Event event;
    event.channel = "a/b";
    event.method = "POST";
    for (QByteArrayView line = input.line(); !line.isEmpty(); line = input.line()) {
        const QByteArray value = line.sliced(1).trimmed().toByteArray().replace('\r', ' ').replace('\0', ' ');
        event.headers.append(Fields[static_cast<unsigned char>(line.front()) % std::size(Fields)], value);
    }
    event.body = input.rest().toByteArray();
    const EventSummary summary = summaryOf(event, event.body.size());
    require(!summary.text.contains(u'\n') && !summary.kind.contains(u'\n'));
    require(summary.text.size() < 4096 && summary.kind.size() < 4096);
    return 0;
}
