#include "ui/text/bodyguess.h"

#include "ui/text/format.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

#include <algorithm>

namespace hookbot {

namespace {

struct BodyGuessText
{
    Q_DECLARE_TR_FUNCTIONS(BodyGuess)
};

using BodyKind = BodyGuess::Kind;

constexpr qsizetype LookedAt = 64LL * 1024;

QByteArray mediaType(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower();
}

std::optional<BodyKind> declaredKind(const QByteArray &type)
{
    if (type == "application/json" || type == "text/json" || type.endsWith("+json"))
        return BodyKind::Json;
    if (type == "application/xml" || type == "text/xml" || type.endsWith("+xml"))
        return BodyKind::Xml;
    if (type == "application/x-www-form-urlencoded")
        return BodyKind::Form;
    if (type.startsWith("text/"))
        return BodyKind::Text;
    return {};
}

bool looksLikeForm(QByteArrayView body)
{
    const QByteArrayView start = body.first(std::min<qsizetype>(body.size(), 4096));
    return start.contains('=') && std::ranges::all_of(start, [](char c) {
               return c > 0x20 && c < 0x7F && !QByteArrayView("\"<>{}[]\\^`|").contains(c);
           });
}

BodyKind kindOf(const QByteArray &body, std::optional<BodyKind> declared, const QByteArray &type)
{
    if (!looksLikeText(body))
        return BodyKind::Binary;
    const auto first =
        std::ranges::find_if(body, [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
    const char c = first == body.end() ? '\0' : *first;
    if (declared == BodyKind::Form && looksLikeForm(body))
        return BodyKind::Form;
    if (c == '{' || c == '[' || declared == BodyKind::Json)
        return BodyKind::Json;
    if (c == '<' && type != "text/html")
        return BodyKind::Xml;
    return BodyKind::Text;
}

QString kindName(BodyKind kind)
{
    switch (kind) {
    case BodyKind::Json:
        return BodyGuessText::tr("JSON");
    case BodyKind::Xml:
        return BodyGuessText::tr("XML");
    case BodyKind::Form:
        return BodyGuessText::tr("a form");
    case BodyKind::Binary:
        return BodyGuessText::tr("not text");
    case BodyKind::Empty:
    case BodyKind::Text:
        break;
    }
    return BodyGuessText::tr("text");
}

} // namespace

bool looksLikeText(const QByteArray &body)
{
    const QByteArray start = body.left(LookedAt);
    if (start.contains('\0'))
        return false;
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(start); // it accepts a character that is cut at the end
    if (decode.hasError())
        return false;
    const auto odd = std::ranges::count_if(text, [](QChar c) { return c.unicode() < 0x20 && !c.isSpace(); });
    return odd * 20 <= text.size();
}

BodyGuess guessBody(const QByteArray &body, const QByteArray &contentType)
{
    BodyGuess guess;
    if (body.isEmpty())
        return guess;
    const QByteArray type = mediaType(contentType);
    const std::optional<BodyKind> declared = declaredKind(type);
    guess.kind = kindOf(body, declared, type);
    guess.isDeclared = declared == guess.kind;
    if (declared && !guess.isDeclared)
        guess.note = BodyGuessText::tr("Sent as %1, but it is %2.").arg(visible(type, 100), kindName(guess.kind));
    return guess;
}

} // namespace hookbot
