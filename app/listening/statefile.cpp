#include "app/listening/statefile.h"

#include "app/files/replacedfile.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QThread>

namespace hookbot {

namespace {

constexpr qint64 MostBytes = 64LL * 1024 * 1024; // hundreds of thousands of ids
constexpr int MostTries = 10;
constexpr unsigned long BetweenTries = 50; // ms

} // namespace

tl::expected<StateFile, QString> StateFile::open(const QString &path)
{
    StateFile state(path);
    auto lock = FileLock::take(path + QStringLiteral(".lock"));
    // A run that was killed while it started a command leaves the lock to that one, until the command itself begins.
    for (int tries = 0; !lock && QFile::exists(path) && tries < MostTries; ++tries) {
        QThread::msleep(BetweenTries);
        lock = FileLock::take(path + QStringLiteral(".lock"));
    }
    if (!lock)
        return tl::unexpected(tr("cannot use %1: %2").arg(path, lock.error()));
    state.m_lock = *std::move(lock);

    QFile file(path);
    if (!file.exists())
        return state;
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(tr("cannot read %1: %2").arg(path, file.errorString()));
    const QString damaged =
        tr("%1 is not a state file of hookbot listen, or is damaged: move it away to start afresh").arg(path);
    const QJsonObject places =
        QJsonDocument::fromJson(file.read(MostBytes)).object().value(QLatin1String("places")).toObject();
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

Progress *StateFile::find(const QString &name)
{
    const auto place = m_progress.find(name);
    return place == m_progress.end() ? nullptr : &place->second;
}

Progress *StateFile::add(const QString &name, const Progress &progress)
{
    return &m_progress.insert_or_assign(name, progress).first->second;
}

tl::expected<void, QString> StateFile::save() const
{
    QJsonObject places;
    for (const auto &[name, progress] : m_progress)
        places.insert(name, progress.toJson());
    return replaceFile(m_path, QJsonDocument(QJsonObject{ { QStringLiteral("places"), places } }).toJson());
}

} // namespace hookbot
