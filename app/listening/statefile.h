#pragma once

#include "app/listening/progress.h"
#include "broker/locks/filelock.h"

#include <QtCore/QCoreApplication>

#include <map>
#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

/// The file of `--state`: one Progress for each subscription. Locked for this process, and replaced as a whole, so that
/// a crash leaves the old one or the new one.
class StateFile
{
    Q_DECLARE_TR_FUNCTIONS(StateFile)

public:
    /// Locks the file, and reads it if it exists. The error says what to do.
    [[nodiscard]] static tl::expected<StateFile, QString> open(const QString &path);

    /// The progress of the subscription of this name; null if not found. The pointer stays valid.
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
