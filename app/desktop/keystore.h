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

/// Finds, makes, keeps and changes the secret key: the one that was given, else in a file `key` that only its owner can
/// read, else in the desktop's keyring.
///
/// That the key is in the keyring is remembered in a file `key.place` beside it. So a keyring that is locked, or not
/// there today, is no reason to make a second key, with which no URL would work: there is no key then, until there is.
/// A keyring that does not answer holds nobody up. One thread, whose event loop it needs.
class KeyStore final : public QObject
{
    Q_OBJECT

public:
    using Loaded = std::function<void(const tl::expected<QByteArray, QString> &)>;

    /// @p folder is where both files are; the keyring has @p patience to answer.
    KeyStore(KeySource given, QString folder, std::unique_ptr<Keyring> keyring, std::chrono::milliseconds patience,
             QObject *parent = nullptr);

    /// Finds the key, or makes the first. The error says why there is none, and what to do. Not while it loads.
    void load(Loaded done);

    /// Keeps another one: at least 16 bytes, or empty for a fresh one. The error says why it stays as it was.
    void change(const QByteArray &key, std::function<void(const QString &error)> done);

    [[nodiscard]] const QByteArray &key() const { return m_key; } ///< empty: see load()
    [[nodiscard]] QString place() const;                          ///< in words

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
