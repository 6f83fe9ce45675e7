#pragma once

#include "app/listening/progress.h"
#include "broker/locks/filelock.h"

#include <QtCore/QCoreApplication>

#include <map>
#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

/// The file that remembers what has been handled (`--state`), one Progress for each subscription. It is held for this
/// process alone, and replaced as a whole, so that a crash leaves the old one or the new one.
class StateFile
{
    Q_DECLARE_TR_FUNCTIONS(StateFile)

public:
    /// Reads it, where it exists. The error says what to do.
    [[nodiscard]] static tl::expected<StateFile, QString> open(const QString &path);

    /// The progress of the subscription of this name, or null. Stays where it is.
    [[nodiscard]] Progress *find(const QString &name);
    [[nodiscard]] Progress *add(const QString &name, const Progress &progress);

    [[nodiscard]] tl::expected<void, QString> save() const;

private:
    explicit StateFile(QString path) : m_path(std::move(path)) {}

    QString m_path;
    std::unique_ptr<FileLock> m_lock;
    std::map<QString, Progress> m_progress;
};

} // namespace hookbot
