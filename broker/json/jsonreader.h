#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <bitset>
#include <optional>

namespace hookbot {

/// Reads JSON (RFC 8259) token by token, from untrusted bytes.
///
/// Takes time in proportion to the bytes, and 128 bytes of memory for the open levels; does not recurse, and does not
/// copy the text. Strict: numbers, escapes and UTF-8 as in the RFC, and only blanks after the value. Skips a byte order
/// mark before it. Reports names that an object has twice twice. Does not own the bytes. One thread.
class JsonReader
{
public:
    /// The maximum number of open objects and arrays.
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
        End,  ///< the text was one value, which has ended
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

    /// Reads one token. After End and Error, returns the same again.
    Token next();

    /// If the present token begins an object or array, reads to its end. False on an error.
    bool skip();

    [[nodiscard]] Token token() const { return m_token; }
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] int depth() const { return m_depth; }

    /// The offset of the present token's first byte; on an error, of the first wrong byte.
    [[nodiscard]] qsizetype offset() const { return m_offset; }

    /// The offset after the present token, including a name's colon.
    [[nodiscard]] qsizetype end() const { return m_at; }

    /// The bytes of a Number; of a Name or a String, the bytes between its quotes, which are the text unless
    /// hasEscapes().
    [[nodiscard]] QByteArrayView raw() const { return m_raw; }
    [[nodiscard]] bool hasEscapes() const { return m_hasEscapes; }

    /// The text of a Name or a String, in UTF-8. Half of a surrogate pair becomes U+FFFD.
    [[nodiscard]] QByteArray text() const;

    /// The same, or null if it has more than @p longest bytes. Costs no more than that.
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

/// Describes the fault, as the end of "this is not JSON: ".
[[nodiscard]] QString faultText(JsonReader::Fault fault);

/// Whether the text is an object or an array and nothing else.
[[nodiscard]] bool isJsonObjectOrArray(QByteArrayView text);

} // namespace hookbot
