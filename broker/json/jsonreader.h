#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <bitset>
#include <optional>

namespace hookbot {

/// Reads JSON (RFC 8259) token by token, from bytes that anyone may have sent.
///
/// Takes time in proportion to the bytes and 128 bytes of memory for the levels that are open, whatever the text; there
/// is no recursion and no copy of the text. Strict: numbers, escapes and UTF-8 are as the RFC has them, and nothing but
/// blanks follows the value. A byte order mark before it is skipped. Names that an object has twice are reported twice.
/// Does not own the bytes. One thread.
class JsonReader
{
public:
    /// The number of objects and arrays that may be open at once.
    static constexpr int Deepest = 1024;

    enum class Token : quint8 {
        None, ///< before the first next()
        BeginObject,
        EndObject,
        BeginArray,
        EndArray,
        Name, ///< of a member; its value comes next
        String,
        Number,
        True,
        False,
        Null,
        End,  ///< the text was one value, and it has ended
        Error ///< see fault()
    };

    enum class Fault : quint8 {
        None,
        TextEnds,
        NotExpected,
        Number,
        Escape,
        ControlCharacter,
        Utf8,
        TooDeep,
        MoreText
    };

    explicit JsonReader(QByteArrayView text);

    /// Reads one token. After End and Error it returns the same again.
    Token next();

    /// Where the present token begins a value that has an inside, reads on to its end; else does nothing. False on an
    /// error.
    bool skip();

    [[nodiscard]] Token token() const { return m_token; }
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] int depth() const { return m_depth; }

    /// Of the present token's first byte; on an error, of the first byte that is wrong.
    [[nodiscard]] qsizetype offset() const { return m_offset; }

    /// Behind the present token, a name's colon included.
    [[nodiscard]] qsizetype end() const { return m_at; }

    /// The bytes of a Number; of a Name or a String those between its quotes, which are the text unless hasEscapes().
    [[nodiscard]] QByteArrayView raw() const { return m_raw; }
    [[nodiscard]] bool hasEscapes() const { return m_hasEscapes; }

    /// What a Name or a String says, in UTF-8. Half of a surrogate pair is U+FFFD.
    [[nodiscard]] QByteArray text() const;

    /// The same where it has at most @p longest bytes; null for a longer one. Costs no more than that.
    [[nodiscard]] std::optional<QByteArray> textUpTo(qsizetype longest) const;

private:
    enum class State : quint8 { FirstName, Name, FirstValue, Value, AfterValue };

    void skipBlanks();
    Token fail(Fault fault);
    Token open(bool isObject);
    Token close(char c);
    Token readValue();
    Token readName();
    Token readNumber();
    Token readWord(QByteArrayView word, Token token);
    bool readString();
    bool readEscape();
    bool readCharacter();
    bool readDigits();

    QByteArrayView m_text;
    QByteArrayView m_raw;
    qsizetype m_at = 0;
    qsizetype m_offset = 0;
    int m_depth = 0;
    Token m_token = Token::None;
    Fault m_fault = Fault::None;
    State m_state = State::Value;
    bool m_hasEscapes = false;
    std::bitset<size_t(Deepest)> m_isObject; ///< of the open levels
};

/// The fault in words, as the end of "this is not JSON: ".
[[nodiscard]] QString faultText(JsonReader::Fault fault);

/// Whether the text is an object or an array and nothing else.
[[nodiscard]] bool isJsonObjectOrArray(QByteArrayView text);

} // namespace hookbot
