#pragma once

#include "ui/program/desktop.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

#include <tl/expected.hpp>

namespace hookbot {

/// The file that keeps the preferences, as JSON that a person can read and change; while the program runs, reload()
/// takes that. Replaced as a whole, so that a crash or a full disk leaves the old one or the new one. Whether the
/// program starts at login is not in it: the desktop knows that.
class PreferencesFile
{
    Q_DECLARE_TR_FUNCTIONS(PreferencesFile)

public:
    struct Loaded
    {
        Preferences preferences;
        bool isFirst = false; ///< there was no file
        QList<Notice> notices;
    };

    explicit PreferencesFile(QString path) : m_path(std::move(path)) {}

    [[nodiscard]] const QString &path() const { return m_path; }

    /// What the file says. One that is no JSON is moved aside, a value that makes no sense is passed over; notices say
    /// so, and the defaults stand in.
    [[nodiscard]] Loaded load();

    /// The same of a file that a person has changed while the program runs: all of it is good, or the error says what
    /// is not, and the file stays as it is.
    [[nodiscard]] tl::expected<Preferences, QString> reload();

    /// The error says why they are not kept.
    [[nodiscard]] tl::expected<void, QString> save(const Preferences &preferences);

private:
    struct Read
    {
        Preferences preferences;
        QStringList senseless; ///< keys whose values make no sense
    };

    /// The error is why it cannot be read.
    [[nodiscard]] tl::expected<Read, QString> read();
    void moveAside(const QString &why, Loaded &loaded) const;

    QString m_path;
    QJsonObject m_values; ///< all of them, also those that a newer hookbot has written
};

} // namespace hookbot
