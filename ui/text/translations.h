#pragma once

#include <QtCore/QTranslator>

#include <memory>
#include <vector>

class QLocale;

namespace hookbot {

/// The program's texts in a person's language, for as long as it lives; English where we do not speak theirs, for its
/// plurals. To be made before the first text is asked for. GUI thread.
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
