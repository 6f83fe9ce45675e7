#pragma once

#include "ui/program/notice.h"
#include "ui/program/serversettings.h"
#include "ui/program/windowpreferences.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>
#include <QtCore/QList>

#include <tl/expected.hpp>

namespace hookbot {

/// What the file of preferences has.
struct StoredPreferences
{
    ServerSettings server;
    WindowPreferences window; ///< without startsAtLogin, which the desktop environment keeps

    bool operator==(const StoredPreferences &) const = default;
};

/// The file of preferences: JSON that a person can read and edit. After an edit while the program runs, call reload().
/// The file is replaced as a whole, so that a crash or a full disk leaves the old one or the new one.
class PreferencesFile
{
    Q_DECLARE_TR_FUNCTIONS(PreferencesFile)

public:
    struct Loaded
    {
        StoredPreferences preferences;
        bool isFirst = false; ///< there was no file
        QList<Notice> notices;
    };

    explicit PreferencesFile(QString path) : m_path(std::move(path)) {}

    [[nodiscard]] const QString &path() const { return m_path; }

    /// Reads the file. One that is not JSON is moved aside, an invalid value is ignored; notices report both, and the
    /// defaults are used instead.
    [[nodiscard]] Loaded load();

    /// Reads a file that a person has edited while the program runs. The error names every invalid value; the file
    /// stays as it is.
    [[nodiscard]] tl::expected<StoredPreferences, QString> reload();

    /// Saves these, and the others as they were loaded or saved last. The error is why they could not be saved.
    [[nodiscard]] tl::expected<void, QString> save(const ServerSettings &settings);
    [[nodiscard]] tl::expected<void, QString> save(const WindowPreferences &preferences);

    /// The notice for an error of save().
    [[nodiscard]] static Notice notSaved(const QString &error);

private:
    struct Read
    {
        StoredPreferences preferences;
        QStringList invalid; ///< names of values that were ignored
    };

    /// The error is why the file cannot be read.
    [[nodiscard]] tl::expected<Read, QString> read();
    void moveAside(const QString &why, Loaded &loaded) const;
    [[nodiscard]] tl::expected<void, QString> write();

    QString m_path;
    StoredPreferences m_saved;
    QJsonObject m_values; ///< all values of the file, including those of a newer hookbot
};

} // namespace hookbot
