#include "broker/http/requestparser.h"

#include <cstdlib>

using namespace hookbot;
using State = RequestParser::State;

namespace {

/// The parser's result in a form that can be compared.
QByteArray verdictOn(QByteArrayView bytes, qsizetype step)
{
    RequestParser parser({ .head = 4096, .body = 65536 });
    QByteArray verdict;
    for (qsizetype begin = 0; begin < bytes.size(); begin += step) {
        QByteArrayView rest = bytes.sliced(begin, std::min(step, bytes.size() - begin));
        while (!rest.isEmpty() && parser.state() != State::Failed) {
            rest = rest.sliced(parser.feed(rest));
            if (parser.state() == State::HeadComplete)
                rest = rest.sliced(parser.feed(rest));
            if (parser.state() == State::Complete) {
                const Request request = parser.takeRequest();
                verdict += request.method + ' ' + request.target + '\n' + request.headers.bytes() + request.body + '\n';
            }
        }
    }
    if (parser.state() == State::Failed)
        verdict += QByteArray::number(parser.refusal().status);
    return verdict;
}

} // namespace

/// No input crashes the parser, and the result does not depend on the pieces in which it arrives. The first byte
/// chooses the pieces.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(data + 1, qsizetype(size - 1));
    if (verdictOn(bytes, bytes.size()) != verdictOn(bytes, 1 + data[0] % 64))
        std::abort();
    return 0;
}
