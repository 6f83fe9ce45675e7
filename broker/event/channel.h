#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// Channels are named by bytes: `a/b`, or `/unsafe/a/b` for one that anybody may publish to (protocol, section 1).
/// No safe channel begins with a slash, so the two kinds never meet.
[[nodiscard]] inline bool isUnsafeChannel(QByteArrayView channel)
{
    return channel.startsWith('/');
}

/// Who may publish to a channel: those with a token, or anybody. What is kept of the one never makes room for the
/// other.
enum class Trust { Safe, Unsafe };

[[nodiscard]] inline Trust trustOf(QByteArrayView channel)
{
    return isUnsafeChannel(channel) ? Trust::Unsafe : Trust::Safe;
}

/// One of something for safe channels, and one for unsafe ones.
template<typename T>
class ByTrust
{
public:
    [[nodiscard]] T &operator[](Trust trust) { return trust == Trust::Unsafe ? m_unsafe : m_safe; }
    [[nodiscard]] const T &operator[](Trust trust) const { return trust == Trust::Unsafe ? m_unsafe : m_safe; }

private:
    T m_safe{};
    T m_unsafe{};
};

/// What a subscription hears: one channel, or every channel below a prefix that ends in `/` (protocol, section 4).
/// The empty name is the prefix of all safe channels. A plain value.
struct Filter
{
    QByteArray name;

    [[nodiscard]] bool isRecursive() const { return name.isEmpty() || name.endsWith('/'); }

    [[nodiscard]] bool matches(QByteArrayView channel) const
    {
        if (name.isEmpty())
            return !isUnsafeChannel(channel);
        return isRecursive() ? channel.startsWith(name) : channel == name;
    }

    /// All that it can hear is of this kind.
    [[nodiscard]] Trust trust() const { return trustOf(name); }

    bool operator==(const Filter &) const = default;
};

} // namespace hookbot
