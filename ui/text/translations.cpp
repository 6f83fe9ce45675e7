#include "ui/text/translations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>

#include <utility>

namespace hookbot {

Translations::Translations(const QLocale &locale)
{
    const QString ours = QStringLiteral(":/hookbot/translations");
    install(QLocale(QLocale::English), QStringLiteral("hookbot"), ours);
    if (locale.language() == QLocale::English)
        return;
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(locale, QStringLiteral("hookbot"), ours);
}

Translations::~Translations() = default; // QTranslator uninstalls itself

void Translations::install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (translator->load(locale, name, QStringLiteral("_"), folder) &&
        QCoreApplication::installTranslator(translator.get()))
        m_translators.push_back(std::move(translator));
}

} // namespace hookbot
