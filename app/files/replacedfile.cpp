#include "app/files/replacedfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

namespace hookbot {

namespace {

struct ReplacedFileText
{
    Q_DECLARE_TR_FUNCTIONS(ReplacedFile)
};

} // namespace

tl::expected<void, QString> replaceFile(const QString &path, const QByteArray &text,
                                        std::optional<QFileDevice::Permissions> permissions)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return tl::unexpected(ReplacedFileText::tr("cannot create the folder %1").arg(folder));
    QSaveFile file(path);
    // commit() would not notice that what it flushes itself finds no room, and put an empty file in place of the old
    // one.
    const bool isReplaced = file.open(QIODevice::WriteOnly) && (!permissions || file.setPermissions(*permissions)) &&
                            file.write(text) == text.size() && file.flush() && file.commit();
    if (!isReplaced)
        return tl::unexpected(ReplacedFileText::tr("cannot write %1: %2").arg(path, file.errorString()));
    return {};
}

} // namespace hookbot
