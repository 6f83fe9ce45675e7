#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <functional>
#include <memory>

namespace hookbot {

/// The desktop's store for secrets of its user. It may ask for a password before it answers, which takes time, or never
/// answer. One thread; answers arrive in its event loop.
class Keyring
{
public:
    enum class Result { Done, NotThere, Failed };

    struct Answer
    {
        Result result = Result::Failed;
        QByteArray secret; ///< of a read that is Done
        QString error;     ///< of Failed: the keyring's message
    };
    using Then = std::function<void(const Answer &)>;

    Keyring() = default;
    Keyring(const Keyring &) = delete;
    Keyring &operator=(const Keyring &) = delete;
    virtual ~Keyring() = default;

    /// Whether there can be one at all.
    [[nodiscard]] virtual bool isPossible() const = 0;

    virtual void read(Then then) = 0;
    virtual void write(const QByteArray &secret, Then then) = 0;
};

/// That of this desktop.
[[nodiscard]] std::unique_ptr<Keyring> makeKeyring();

} // namespace hookbot
