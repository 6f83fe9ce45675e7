#pragma once

#include <QtCore/QTranslator>

#include <memory>
#include <vector>

class QLocale;

namespace hookbot {

/// Installs the translations for the person's language while it exists; English, for its plurals, if there are none.
/// Make it before the first text is read. GUI thread.
class Translations
{
public:
    explicit Translations(const QLocale &locale);
    ~Translations();
    Q_DISABLE_COPY_MOVE(Translations)

private:
    void install(const QLocale &locale, const QString &name, const QString &folder);

    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace hookbot
