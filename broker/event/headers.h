#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>
#include <utility>

namespace hookbot {

/// Whether two ASCII texts are equal except for their case, as field names are compared (RFC 9110, section 5.1).
[[nodiscard]] inline bool equalIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

/// The header fields of a request, in the order they came, names as they were written (RFC 9110, section 5).
///
/// One block of bytes, `Name: value\r\n` for each field, so that an event needs one allocation for all of them and is
/// stored unchanged. A name is always a token, and a value never has CR, LF or NUL (RFC 9110, sections 5.1 and 5.5), so
/// readers need not check them. A plain value; any thread.
class Headers
{
public:
    using Field = std::pair<QByteArrayView, QByteArrayView>; ///< name, value; valid as long as the Headers are

    /// Iterates over the fields; points into the Headers.
    class Iterator
    {
    public:
        explicit Iterator(QByteArrayView rest) : m_rest(rest) { readField(); }
        const Field &operator*() const { return m_field; }
        Iterator &operator++();
        bool operator==(const Iterator &other) const { return m_rest.size() == other.m_rest.size(); }

    private:
        void readField();

        QByteArrayView m_rest; ///< from this field on
        Field m_field;
    };

    Headers() = default;

    /// The fields of a block that bytes() returned before; nullopt if @p bytes is not such a block, which is possible
    /// after reading it from a disk.
    [[nodiscard]] static std::optional<Headers> parse(QByteArray bytes);

    /// Whether this is a valid field.
    [[nodiscard]] static bool isField(QByteArrayView name, QByteArrayView value);

    /// Adds a field. False if it is not valid (isField()); then nothing is added.
    bool append(QByteArrayView name, QByteArrayView value);
    void reserve(qsizetype bytes) { m_bytes.reserve(bytes); }

    bool isEmpty() const { return m_bytes.isEmpty(); }
    qsizetype count() const;

    /// The number of fields with this name (in any case).
    qsizetype count(QByteArrayView name) const;

    /// The value of the first field with this name (in any case), if there is one.
    std::optional<QByteArrayView> value(QByteArrayView name) const;

    Iterator begin() const { return Iterator(m_bytes); }
    Iterator end() const { return Iterator(QByteArrayView()); }

    const QByteArray &bytes() const { return m_bytes; }

    bool operator==(const Headers &) const = default;

private:
    QByteArray m_bytes;
};

} // namespace hookbot
