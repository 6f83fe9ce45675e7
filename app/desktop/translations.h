#pragma once

#include <QtCore/QTranslator>

namespace hookbot {

/// What the program and Qt say, in the language of the user's system, as far as there are translations; for as long as
/// it lives.
class Translations
{
public:
    Translations();

private:
    QTranslator m_ofQt;
    QTranslator m_ofHookbot;
};

} // namespace hookbot
