#include "app/desktop/settingstable.h"

#include "app/input/bounds.h"
#include "app/input/quantities.h"
#include "app/input/urlbase.h"
#include "broker/event/duration.h"
#include "broker/net/bindaddress.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

using namespace std::chrono_literals;
using Field = PreferenceFault::Field;

QString faultOfBind(const QString &text)
{
    const auto address = BindAddress::parse(text);
    return address ? QString() : address.error();
}

QString faultOfUrlBase(const QString &text)
{
    if (text.isEmpty())
        return {};
    const auto base = parseUrlBase(text);
    return base ? QString() : base.error();
}

/// Files are checked together, in settingscheck.
QString noFault(const QString & /*text*/)
{
    return {};
}

constexpr std::array<ServerSetting, 9> Table{ {
    { "bind", Field::Bind, ServerSetting::Text{ &ServerSettings::bind, &faultOfBind }, true },
    { "tlsKeyFile", Field::TlsKeyFile, ServerSetting::Text{ &ServerSettings::tlsKeyFile, &noFault }, true },
    { "tlsCertificateFile", Field::TlsCertificateFile,
      ServerSetting::Text{ &ServerSettings::tlsCertificateFile, &noFault }, true },
    { "urlBase", Field::UrlBase, ServerSetting::Text{ &ServerSettings::urlBase, &faultOfUrlBase }, false },
    { "keepEvents", Field::KeepEvents,
      ServerSetting::Number{ &ServerSettings::keepEvents, &parseCount,
                             QT_TRANSLATE_NOOP("SettingsCheck", "Keep at least one event") },
      true },
    { "keepBytes", Field::KeepBytes,
      ServerSetting::Number{ &ServerSettings::keepBytes, &parseBytes,
                             QT_TRANSLATE_NOOP("SettingsCheck", "Keep at least one byte") },
      true },
    { "keepFor", Field::KeepFor,
      ServerSetting::Duration{
          &ServerSettings::keepFor,
          QT_TRANSLATE_NOOP("SettingsCheck", "Keep events for at least a second and at most 36500 days") },
      true },
    { "maxBody", Field::MaxBody,
      ServerSetting::Number{ &ServerSettings::maxBody, &parseBodySize,
                             QT_TRANSLATE_NOOP("SettingsCheck", "The largest body must be between 1 byte and 1 GiB") },
      true },
    { "startsPaused", Field::StartsPaused, ServerSetting::Switch{ &ServerSettings::startsPaused }, false },
} };

/// The text of a JSON value that is a text or a whole number; "-1" for everything else.
QString textOf(const QJsonValue &given)
{
    return given.isString() ? given.toString() : QString::number(given.toInteger(-1));
}

QString translated(const char *text)
{
    return QCoreApplication::translate("SettingsCheck", text);
}

struct Reader
{
    const QJsonValue &given;
    ServerSettings &settings;

    bool operator()(const ServerSetting::Text &setting) const
    {
        const QString text = given.toString();
        if (!given.isString() || (!text.isEmpty() && !setting.faultOf(text).isEmpty()))
            return false;
        if (!text.isEmpty())
            settings.*setting.member = text;
        return true;
    }

    bool operator()(const ServerSetting::Number &setting) const
    {
        const auto value = setting.parse(textOf(given));
        if (value)
            settings.*setting.member = *value;
        return value.has_value();
    }

    bool operator()(const ServerSetting::Duration &setting) const
    {
        const auto value = parseDuration(textOf(given));
        if (value)
            settings.*setting.member = *value;
        return value.has_value();
    }

    bool operator()(const ServerSetting::Switch &setting) const
    {
        if (given.isBool())
            settings.*setting.member = given.toBool();
        return given.isBool();
    }
};

struct Writer
{
    const ServerSettings &settings;

    QJsonValue operator()(const ServerSetting::Duration &setting) const
    {
        return QStringLiteral("%1s").arg((settings.*setting.member).count());
    }

    QJsonValue operator()(const auto &setting) const { return settings.*setting.member; }
};

struct Checker
{
    const ServerSettings &settings;

    QString operator()(const ServerSetting::Text &setting) const { return setting.faultOf(settings.*setting.member); }

    QString operator()(const ServerSetting::Number &setting) const
    {
        const bool isGood = setting.parse(QString::number(settings.*setting.member)).has_value();
        return isGood ? QString() : translated(setting.outOfBounds);
    }

    QString operator()(const ServerSetting::Duration &setting) const
    {
        const std::chrono::seconds value = settings.*setting.member;
        return value >= 1s && value <= LongestDuration ? QString() : translated(setting.outOfBounds);
    }

    QString operator()(const ServerSetting::Switch & /*setting*/) const { return {}; }
};

} // namespace

bool ServerSetting::read(const QJsonValue &given, ServerSettings &settings) const
{
    return std::visit(Reader{ given, settings }, value);
}

QJsonValue ServerSetting::write(const ServerSettings &settings) const
{
    return std::visit(Writer{ settings }, value);
}

QString ServerSetting::faultIn(const ServerSettings &settings) const
{
    return std::visit(Checker{ settings }, value);
}

bool ServerSetting::isSame(const ServerSettings &one, const ServerSettings &other) const
{
    return std::visit([&](const auto &setting) { return one.*setting.member == other.*setting.member; }, value);
}

std::span<const ServerSetting> serverSettingsTable()
{
    return Table;
}

bool needsRestart(const ServerSettings &before, const ServerSettings &after)
{
    return std::ranges::any_of(
        Table, [&](const ServerSetting &setting) { return setting.needsRestart && !setting.isSame(before, after); });
}

} // namespace hookbot
