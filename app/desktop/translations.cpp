#include "translations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>

namespace hookbot {

Translations::Translations()
{
    const auto install = [](QTranslator &translator, const QString &name, const QString &folder) {
        if (translator.load(QLocale(), name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(&translator);
    };
    install(m_ofQt, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(m_ofHookbot, QStringLiteral("hookbot"), QStringLiteral(":/hookbot/translations"));
}

} // namespace hookbot
