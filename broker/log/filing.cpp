#include "broker/log/filing.h"

namespace hookbot {

namespace {

/// The prefix after the one that ends at @p end; null if there is no further slash.
QByteArrayView nextPrefix(QByteArrayView name, qsizetype end)
{
    const qsizetype slash = name.indexOf('/', end);
    return slash < 0 ? QByteArrayView() : name.first(slash + 1);
}

/// Where the search for the first prefix begins: the slash at the beginning of unsafe channels does not end one.
qsizetype beginOf(QByteArrayView name)
{
    return ChannelName(name).isUnsafe() ? 1 : 0;
}

} // namespace

std::vector<QByteArrayView> indexNamesOf(QByteArrayView channel)
{
    std::vector<QByteArrayView> names;
    qsizetype end = beginOf(channel);
    while (qsizetype(names.size()) < MostPrefixes) {
        const QByteArrayView prefix = nextPrefix(channel, end);
        if (prefix.isEmpty())
            break;
        names.push_back(prefix);
        end = prefix.size();
    }
    if (end < channel.size() || names.empty())
        names.push_back(channel);
    return names;
}

QByteArrayView nameToRead(const Filter &filter)
{
    if (!filter.isRecursive())
        return filter.name;
    QByteArrayView name;
    qsizetype end = beginOf(filter.name);
    for (int i = 0; i < MostPrefixes; ++i) {
        const QByteArrayView prefix = nextPrefix(filter.name, end);
        if (prefix.isEmpty())
            break;
        name = prefix;
        end = prefix.size();
    }
    return name;
}

} // namespace hookbot
