#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// The name of a channel, or of a prefix of channels, which ends in `/`; the empty name is the prefix of all safe
/// channels. Names are bytes: `a/b`, or `/unsafe/a/b` for a channel that anybody may publish to (protocol, section 1).
/// No safe channel begins with a slash, so the two kinds never meet. A view: the bytes must outlive it.
class ChannelName
{
public:
    static constexpr QByteArrayView UnsafePrefix = "/unsafe/";

    explicit ChannelName(QByteArrayView name) : m_name(name) {}

    /// The name of the unsafe channel @p rest.
    [[nodiscard]] static QByteArray unsafe(QByteArrayView rest) { return UnsafePrefix.toByteArray().append(rest); }

    [[nodiscard]] bool isUnsafe() const { return m_name.startsWith('/'); }

    /// The name after `/unsafe/`; the whole name if it does not begin with that.
    [[nodiscard]] QByteArrayView withoutUnsafe() const
    {
        return m_name.startsWith(UnsafePrefix) ? m_name.sliced(UnsafePrefix.size()) : m_name;
    }

    [[nodiscard]] bool isPrefix() const { return m_name.isEmpty() || m_name.endsWith('/'); }

    /// The path for this verb, `pub` or `sub`: `/pub/a/b`, `/unsafe/pub/a/b`. Not percent-encoded.
    [[nodiscard]] QByteArray path(QByteArrayView verb) const
    {
        const QByteArrayView root = m_name.startsWith(UnsafePrefix) ? QByteArrayView("/unsafe/") : QByteArrayView("/");
        return root.toByteArray().append(verb).append('/').append(withoutUnsafe());
    }

private:
    QByteArrayView m_name;
};

/// Who may publish to a channel: clients with a token, or anybody. Events of one kind never displace those of the
/// other from the log.
enum class Trust { Safe, Unsafe };

[[nodiscard]] inline Trust trustOf(QByteArrayView channel)
{
    return ChannelName(channel).isUnsafe() ? Trust::Unsafe : Trust::Safe;
}

/// A T for safe channels and one for unsafe ones.
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

/// What a subscription receives: one channel, or every channel below a prefix that ends in `/` (protocol, section 4).
/// The empty name is the prefix of all safe channels. A plain value.
struct Filter
{
    QByteArray name;

    [[nodiscard]] bool isRecursive() const { return ChannelName(name).isPrefix(); }

    [[nodiscard]] bool matches(QByteArrayView channel) const
    {
        if (name.isEmpty())
            return !ChannelName(channel).isUnsafe();
        return isRecursive() ? channel.startsWith(name) : channel == name;
    }

    /// Every channel that it matches is of this kind.
    [[nodiscard]] Trust trust() const { return trustOf(name); }

    bool operator==(const Filter &) const = default;
};

} // namespace hookbot
