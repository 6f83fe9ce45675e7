#include "statefile.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>

namespace hookbot {

tl::expected<StateFile, QString> StateFile::open(const QString &path)
{
    StateFile state(path);
    auto lock = FileLock::take(path + QStringLiteral(".lock"));
    if (!lock)
        return tl::unexpected(tr("cannot use %1: %2").arg(path, lock.error()));
    state.m_lock = *std::move(lock);

    QFile file(path);
    if (!file.exists())
        return state;
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(tr("cannot read %1: %2").arg(path, file.errorString()));
    const QString damaged =
        tr("%1 is not a state file of hookbot listen, or is damaged: move it away to begin anew").arg(path);
    const QJsonObject places =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("places")).toObject();
    if (places.isEmpty())
        return tl::unexpected(damaged);
    for (auto place = places.begin(); place != places.end(); ++place) {
        const auto progress = Progress::fromJson(place.value().toObject());
        if (!progress)
            return tl::unexpected(damaged);
        state.m_progress.emplace(place.key(), *progress);
    }
    return state;
}

Progress &StateFile::progress(const QString &name)
{
    return m_progress.try_emplace(name, QDateTime::currentDateTimeUtc()).first->second;
}

tl::expected<void, QString> StateFile::save() const
{
    QJsonObject places;
    for (const auto &[name, progress] : m_progress)
        places.insert(name, progress.toJson());
    QSaveFile file(m_path);
    const bool isSaved = file.open(QIODevice::WriteOnly) &&
                         file.write(QJsonDocument(QJsonObject{ { QStringLiteral("places"), places } }).toJson()) >= 0 &&
                         file.commit();
    if (!isSaved)
        return tl::unexpected(tr("cannot write %1: %2").arg(m_path, file.errorString()));
    return {};
}

} // namespace hookbot
