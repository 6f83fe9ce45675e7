#include "app/listening/statefile.h"
#include "tests/fuzz/fuzzing.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace hookbot;

/// Any state file is read or refused; a state that was read is the same after it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("state"));
    QFile file(path);
    require(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(reinterpret_cast<const char *>(data), qint64(size));
    file.close();

    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    const QString name = QStringLiteral("a");
    QByteArray since;
    {
        auto state = StateFile::open(path);
        if (!state) {
            require(!state.error().isEmpty());
            return 0;
        }
        Progress *progress = state->find(name);
        if (!progress)
            progress = state->add(name, Progress::from("all", now));
        since = progress->since(now);
        require(state->save().has_value());
    }
    auto again = StateFile::open(path);
    require(again.has_value());
    require(again->find(name) && again->find(name)->since(now) == since);
    return 0;
}
