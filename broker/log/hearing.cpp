#include "hearing.h"

namespace hookbot {

QByteArrayView nameOfAll(Trust trust)
{
    return trust == Trust::Unsafe ? QByteArrayView("/unsafe/") : QByteArrayView("");
}

namespace {

/// The prefix after the one that ends at @p end; nothing where there is no further slash.
QByteArrayView nextPrefix(QByteArrayView name, qsizetype end)
{
    const qsizetype slash = name.indexOf('/', end);
    return slash < 0 ? QByteArrayView() : name.first(slash + 1);
}

} // namespace

std::vector<QByteArrayView> namesHearing(QByteArrayView channel)
{
    const QByteArrayView all = nameOfAll(trustOf(channel));
    std::vector<QByteArrayView> names{ all };
    for (int i = 0; i < MostPrefixes; ++i) {
        const QByteArrayView prefix = nextPrefix(channel, names.back().size());
        if (prefix.isEmpty())
            break;
        names.push_back(prefix);
    }
    if (names.back().size() < channel.size())
        names.push_back(channel);
    return names;
}

QByteArrayView nameToRead(const Filter &filter)
{
    if (!filter.isRecursive())
        return filter.name;
    QByteArrayView name = nameOfAll(filter.trust());
    for (int i = 0; i < MostPrefixes; ++i) {
        const QByteArrayView prefix = nextPrefix(filter.name, name.size());
        if (prefix.isEmpty())
            break;
        name = prefix;
    }
    return name;
}

} // namespace hookbot
