#include "app/desktop/keystore.h"

#include "app/files/replacedfile.h"
#include "app/files/secretfile.h"
#include "broker/auth/token.h"

#include <QtCore/QFile>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace hookbot {

namespace {

constexpr qsizetype ShortestKey = 16; // bytes; a shorter one can be guessed from any token

/// The contents of the file of the place. While a key is being stored, no URL has been made with it yet.
const QByteArray KeyIsInKeyring = "keyring\n";
const QByteArray KeyIsOnItsWay = "keyring, on its way\n";

QByteArray placeIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(100) : QByteArray();
}

} // namespace

KeyStore::KeyStore(KeySource given, QString folder, std::unique_ptr<Keyring> keyring,
                   std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent),
      m_given(std::move(given)),
      m_folder(std::move(folder)),
      m_keyring(std::move(keyring)),
      m_patience(patience)
{
}

void KeyStore::load(Loaded done)
{
    if (m_given.isGiven()) {
        m_place = Place::Given;
        const auto key = m_given.read();
        m_key = key.value_or(QByteArray());
        done(key);
        return;
    }
    if (QFile::exists(keyFile())) {
        m_place = Place::File;
        const auto key = readSecretFile(keyFile(), tr("key file"));
        m_key = key.value_or(QByteArray());
        done(key);
        return;
    }
    if (QFile::exists(placeFile()) && placeIn(placeFile()) != KeyIsOnItsWay) {
        m_place = Place::Keyring;
        readKeyring(true, std::move(done));
    } else if (m_keyring->isPossible()) {
        readKeyring(false, std::move(done));
    } else {
        makeInFile(makeKey(), {}, done);
    }
}

void KeyStore::readKeyring(bool isKnownToBeThere, Loaded done)
{
    const auto then = [this, isKnownToBeThere, done = std::move(done)](const Keyring::Answer &answer) {
        answered(answer, isKnownToBeThere, done);
    };
    const auto late = [this, isKnownToBeThere](const Keyring::Answer &answer) {
        if (!isKnownToBeThere || answer.result != Keyring::Result::Done || !m_key.isEmpty())
            return;
        m_key = answer.secret;
        Q_EMIT found();
    };
    ask([this](Keyring::Then answerTo) { m_keyring->read(std::move(answerTo)); }, then, late);
}

void KeyStore::answered(const Keyring::Answer &answer, bool isKnownToBeThere, const Loaded &done)
{
    if (answer.result == Keyring::Result::Done && !answer.secret.isEmpty()) {
        if (!isKnownToBeThere) {
            if (const auto kept = writeFile(placeFile(), KeyIsInKeyring); !kept) {
                done(tl::unexpected(kept.error()));
                return;
            }
        }
        m_place = Place::Keyring;
        m_key = answer.secret;
        done(m_key);
    } else if (isKnownToBeThere && answer.result == Keyring::Result::Failed) {
        done(tl::unexpected(
            tr("Cannot read the key from the keyring of this desktop (%1). Unlock the keyring and try again.")
                .arg(answer.error)));
    } else if (isKnownToBeThere) {
        done(tl::unexpected(
            tr("The key was stored in the keyring of this desktop but is no longer there. Unlock the keyring and try "
               "again; or, if the key is lost, make a new one in the settings, which changes every URL.")));
    } else if (answer.result == Keyring::Result::Failed) {
        makeInFile(makeKey(), answer.error, done);
    } else {
        makeInKeyring(done);
    }
}

void KeyStore::makeInKeyring(const Loaded &done)
{
    const QByteArray key = makeKey();
    if (const auto kept = writeFile(placeFile(), KeyIsOnItsWay); !kept) {
        done(tl::unexpected(kept.error()));
        return;
    }
    const auto then = [this, key, done](const Keyring::Answer &answer) {
        if (answer.result != Keyring::Result::Done) {
            makeInFile(key, answer.error, done);
            return;
        }
        if (const auto kept = writeFile(placeFile(), KeyIsInKeyring); !kept) {
            makeInFile(key, kept.error(), done);
            return;
        }
        m_place = Place::Keyring;
        m_key = key;
        done(m_key);
    };
    // What comes late is no other key than the one that is in the file by then.
    const auto late = [](const Keyring::Answer &) {};
    ask([this, key](Keyring::Then answerTo) { m_keyring->write(key, std::move(answerTo)); }, then, late);
}

/// Why the key is not in the keyring; empty if it is not expected there.
void KeyStore::makeInFile(const QByteArray &key, const QString &why, const Loaded &done)
{
    if (const auto written = writeFile(keyFile(), key + '\n'); !written) {
        done(tl::unexpected(written.error()));
        return;
    }
    QFile::remove(placeFile());
    m_place = Place::File;
    m_key = key;
    if (!why.isEmpty()) {
        Q_EMIT noticed({ Notice::Severity::Information, tr("The key is in a file"),
                         tr("The keyring of this desktop could not be used (%1). The key is kept in %2 instead, which "
                            "only you can read.")
                             .arg(why, keyFile()) });
    }
    done(m_key);
}

void KeyStore::change(const QByteArray &key, std::function<void(const QString &error)> done)
{
    const QByteArray wanted = key.trimmed().isEmpty() ? makeKey() : key.trimmed();
    if (m_place == Place::Given) {
        done(tr("The key was set when hookbot was started (%1). Change it there.").arg(place()));
        return;
    }
    if (wanted.size() < ShortestKey) {
        done(
            tr("The key is too short and could be guessed from any URL. Use at least %1 characters.").arg(ShortestKey));
        return;
    }
    if (m_place == Place::File) {
        const auto written = writeFile(keyFile(), wanted + '\n');
        if (written)
            m_key = wanted;
        done(written ? QString() : written.error());
        return;
    }
    const auto then = [this, wanted, done = std::move(done)](const Keyring::Answer &answer) {
        if (answer.result == Keyring::Result::Done)
            m_key = wanted;
        done(answer.result == Keyring::Result::Done ? QString()
                                                    : tr("The keyring did not store the new key (%1), so the key has "
                                                         "not changed. Unlock the keyring and try again.")
                                                          .arg(answer.error));
    };
    // The key that the keyring has stored after all is not in use.
    const auto late = [this](const Keyring::Answer &answer) {
        if (answer.result == Keyring::Result::Done && !m_key.isEmpty())
            m_keyring->write(m_key, [](const Keyring::Answer &) {});
    };
    ask([this, wanted](Keyring::Then answerTo) { m_keyring->write(wanted, std::move(answerTo)); }, then, late);
}

QString KeyStore::place() const
{
    switch (m_place) {
    case Place::Given:
        if (!m_given.key.empty())
            return tr("set with --key");
        return m_given.keyFile.empty()
                   ? tr("set in the environment variable HOOKBOT_KEY")
                   : tr("the file %1, set with --key-file").arg(QString::fromStdString(m_given.keyFile));
    case Place::File:
        return tr("the file %1, which only you can read").arg(keyFile());
    case Place::Keyring:
        break;
    }
    return tr("the keyring of this desktop");
}

/// Passes the answer to @p then. After the timeout, passes a failure to @p then, and the answer to @p late.
void KeyStore::ask(const std::function<void(Keyring::Then)> &request, Keyring::Then then, Keyring::Then late)
{
    const auto timer = std::make_shared<QTimer>();
    timer->setSingleShot(true);
    connect(timer.get(), &QTimer::timeout, this, [then] {
        then({ Keyring::Result::Failed, {}, tr("it does not answer") });
    });
    timer->start(m_patience);
    request([self = QPointer(this), timer, then = std::move(then), late = std::move(late)](const auto &answer) {
        if (!self)
            return;
        const bool isInTime = timer->isActive();
        timer->stop();
        (isInTime ? then : late)(answer);
    });
}

/// Only the owner can read it.
tl::expected<void, QString> KeyStore::writeFile(const QString &path, const QByteArray &text)
{
    return replaceFile(path, text, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace hookbot
