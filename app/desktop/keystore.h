#pragma once

#include "app/desktop/keyring.h"
#include "app/files/keysource.h"
#include "ui/program/notice.h"

#include <QtCore/QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

/// Finds, makes, stores and changes the secret key: the given one, else the one in a file `key` that only its owner can
/// read, else the one in the desktop's keyring.
///
/// A file `key.place` next to it records that the key is in the keyring. If the keyring is then locked or not
/// available, there is no key until it is: a second key would invalidate every URL. A keyring that does not answer
/// blocks nothing. One thread, whose event loop it needs.
class KeyStore final : public QObject
{
    Q_OBJECT

public:
    using Loaded = std::function<void(const tl::expected<QByteArray, QString> &)>;

    /// @p folder has both files. The keyring must answer within @p patience.
    KeyStore(KeySource given, QString folder, std::unique_ptr<Keyring> keyring, std::chrono::milliseconds patience,
             QObject *parent = nullptr);

    /// Finds the key, or makes the first one. The error says why there is no key, and what to do. Precondition: not
    /// loading.
    void load(Loaded done);

    /// Replaces the key: at least 16 bytes, or empty for a new random one. The error says why the key has not changed.
    void change(const QByteArray &key, std::function<void(const QString &error)> done);

    [[nodiscard]] const QByteArray &key() const { return m_key; } ///< empty: see load()
    [[nodiscard]] QString place() const;                          ///< for people to read

Q_SIGNALS:
    void noticed(const hookbot::Notice &notice);
    /// After load() has given up, the keyring has answered.
    void found();

private:
    enum class Place { Given, File, Keyring };

    void readKeyring(bool isKnownToBeThere, Loaded done);
    void answered(const Keyring::Answer &answer, bool isKnownToBeThere, const Loaded &done);
    void makeInKeyring(const Loaded &done);
    void makeInFile(const QByteArray &key, const QString &why, const Loaded &done);
    void ask(const std::function<void(Keyring::Then)> &request, Keyring::Then then, Keyring::Then late);
    [[nodiscard]] static tl::expected<void, QString> writeFile(const QString &path, const QByteArray &text);
    [[nodiscard]] QString keyFile() const { return m_folder + QStringLiteral("/key"); }
    [[nodiscard]] QString placeFile() const { return m_folder + QStringLiteral("/key.place"); }

    KeySource m_given;
    QString m_folder;
    std::unique_ptr<Keyring> m_keyring;
    std::chrono::milliseconds m_patience;
    QByteArray m_key;
    Place m_place = Place::File;
};

} // namespace hookbot
