#pragma once

#include "ui/program/preferencefault.h"
#include "ui/program/serversettings.h"

#include <QtCore/QJsonValue>

#include <span>
#include <tl/expected.hpp>
#include <variant>

namespace hookbot {

/// One of the ServerSettings: its name in the file, how its value is read and checked, and what a change of it
/// requires.
struct ServerSetting
{
    struct Text
    {
        QString ServerSettings::*member;
        QString (*faultOf)(const QString &); ///< an error message; empty if the text is valid
    };
    struct Number
    {
        qint64 ServerSettings::*member;
        tl::expected<qint64, QString> (*parse)(const QString &); ///< also checks the bounds
        const char *outOfBounds;                                 ///< message for a person, in the context SettingsCheck
    };
    struct Duration
    {
        std::chrono::seconds ServerSettings::*member;
        const char *outOfBounds;
    };
    struct Switch
    {
        bool ServerSettings::*member;
    };

    const char *name; ///< in the file of preferences
    PreferenceFault::Field field;
    std::variant<Text, Number, Duration, Switch> value;
    bool needsRestart; ///< of the server, when the value changes

    /// Reads the value from JSON. False, with @p settings unchanged, if it is not valid. An empty text means the
    /// default.
    [[nodiscard]] bool read(const QJsonValue &given, ServerSettings &settings) const;
    [[nodiscard]] QJsonValue write(const ServerSettings &settings) const;

    /// Why the value is not valid, for a person; empty if it is.
    [[nodiscard]] QString faultIn(const ServerSettings &settings) const;
    [[nodiscard]] bool isSame(const ServerSettings &one, const ServerSettings &other) const;
};

/// All of them, in the order of the file.
[[nodiscard]] std::span<const ServerSetting> serverSettingsTable();

/// Whether the server has to restart for a change from @p before to @p after.
[[nodiscard]] bool needsRestart(const ServerSettings &before, const ServerSettings &after);

} // namespace hookbot
