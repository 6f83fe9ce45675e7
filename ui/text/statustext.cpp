#include "ui/text/statustext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>

namespace hookbot {

namespace {

struct StatusText
{
    Q_DECLARE_TR_FUNCTIONS(Status)
};

/// The number that selects a plural form.
int pluralNumber(qint64 number)
{
    return int(std::min<qint64>(number, std::numeric_limits<int>::max()));
}

} // namespace

QString stateText(const ServerStatus &status)
{
    switch (status.state) {
    case ServerStatus::State::Starting:
        return StatusText::tr("Starting");
    case ServerStatus::State::Serving:
        return status.isTls ? StatusText::tr("Serving on %1 with TLS").arg(status.address)
                            : StatusText::tr("Serving on %1").arg(status.address);
    case ServerStatus::State::Paused:
        return StatusText::tr("Paused on %1").arg(status.address);
    case ServerStatus::State::Failed:
        break;
    }
    return StatusText::tr("Not serving: %1").arg(status.trouble);
}

QString countsText(const ServerStatus &status)
{
    if (status.state == ServerStatus::State::Starting || status.state == ServerStatus::State::Failed)
        return {};
    return StatusText::tr("%n listener(s)", nullptr, status.listeners) + QStringLiteral(" \u00b7 ") +
           StatusText::tr("%n event(s) today", nullptr, pluralNumber(status.eventsToday));
}

} // namespace hookbot
