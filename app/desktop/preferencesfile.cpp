#include "app/desktop/preferencesfile.h"

#include "app/files/replacedfile.h"
#include "app/input/quantities.h"
#include "app/input/urlbase.h"
#include "broker/net/bindaddress.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <array>

namespace hookbot {

namespace {

using Keys = std::array<const char *, 3>;
constexpr Keys LookWords{ "system", "light", "dark" };           // in the order of Preferences::Look
constexpr Keys WhenClosedWords{ "ask", "keep-running", "quit" }; // in the order of Preferences::WhenClosed

/// Takes values from the file one by one, and names those that are none.
class PreferenceReader
{
public:
    explicit PreferenceReader(const QJsonObject &values) : m_values(values) {}

    [[nodiscard]] const QStringList &faults() const { return m_faults; }

    void read(const char *key, bool &value)
    {
        take(key, [&value](const QJsonValue &given) {
            if (given.isBool())
                value = given.toBool();
            return given.isBool();
        });
    }

    void read(const char *key, QString &value)
    {
        take(key, [&value](const QJsonValue &given) {
            if (given.isString())
                value = given.toString();
            return given.isString();
        });
    }

    /// A text, or a number, that @p parse understands.
    template<typename T>
    void read(const char *key, T &value, tl::expected<T, QString> (*parse)(const QString &))
    {
        take(key, [&](const QJsonValue &given) {
            const auto parsed = parse(given.isString() ? given.toString() : QString::number(given.toInteger(-1)));
            if (parsed)
                value = *parsed;
            return parsed.has_value();
        });
    }

    /// A text, kept as it is, of which @p parse has no complaint.
    template<typename T>
    void readChecked(const char *key, QString &value, tl::expected<T, QString> (*parse)(const QString &))
    {
        take(key, [&](const QJsonValue &given) {
            const bool isGood = given.isString() && (given.toString().isEmpty() || parse(given.toString()));
            if (isGood && !given.toString().isEmpty())
                value = given.toString();
            return isGood;
        });
    }

    template<typename Choice>
    void readChoice(const char *key, Choice &value, const Keys &words)
    {
        take(key, [&](const QJsonValue &given) {
            for (size_t choice = 0; choice < words.size(); ++choice) {
                if (given.toString() == QLatin1String(words.at(choice))) {
                    value = Choice(choice);
                    return true;
                }
            }
            return false;
        });
    }

    void read(const char *key, QSet<QByteArray> &value)
    {
        take(key, [&](const QJsonValue &given) {
            if (!given.isArray())
                return false;
            const QJsonArray all = given.toArray();
            for (const QJsonValue channel : all) {
                if (channel.isString())
                    value.insert(QByteArray::fromPercentEncoding(channel.toString().toUtf8()));
            }
            return true;
        });
    }

private:
    template<typename Take>
    void take(const char *key, const Take &takeValue)
    {
        const auto found = m_values.constFind(QLatin1String(key));
        if (found != m_values.constEnd() && !takeValue(*found))
            m_faults.append(QString::fromLatin1(key));
    }

    const QJsonObject &m_values;
    QStringList m_faults;
};

QJsonArray channelList(const QSet<QByteArray> &channels)
{
    QStringList names;
    for (const QByteArray &channel : channels)
        names.append(QString::fromLatin1(channel.toPercentEncoding("/ :@+=,;&$!'()*")));
    names.sort();
    return QJsonArray::fromStringList(names);
}

} // namespace

tl::expected<PreferencesFile::Read, QString> PreferencesFile::read()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(file.errorString());
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject()) {
        return tl::unexpected(error.error == QJsonParseError::NoError ? tr("it holds no settings")
                                                                      : error.errorString());
    }
    m_values = document.object();

    Preferences preferences;
    PreferenceReader reader(m_values);
    reader.readChecked("bind", preferences.bind, &BindAddress::parse);
    reader.read("tlsKeyFile", preferences.tlsKeyFile);
    reader.read("tlsCertificateFile", preferences.tlsCertificateFile);
    reader.readChecked("urlBase", preferences.urlBase, &parseUrlBase);
    reader.read("keepEvents", preferences.keepEvents, &parseCount);
    reader.read("keepBytes", preferences.keepBytes, &parseBytes);
    reader.read("keepFor", preferences.keepFor, &parseDuration);
    reader.read("maxBody", preferences.maxBody, &parseBytes);
    reader.read("startsPaused", preferences.startsPaused);
    reader.read("notifiesTrouble", preferences.notifiesTrouble);
    reader.read("notifiedChannels", preferences.notifiedChannels);
    reader.readChoice("look", preferences.look, LookWords);
    reader.readChoice("whenClosed", preferences.whenClosed, WhenClosedWords);
    return Read{ preferences, reader.faults() };
}

PreferencesFile::Loaded PreferencesFile::load()
{
    Loaded loaded;
    if (!QFile::exists(m_path)) {
        loaded.isFirst = true;
        return loaded;
    }
    const auto found = read();
    if (!found) {
        moveAside(found.error(), loaded);
        return loaded;
    }
    loaded.preferences = found->preferences;
    if (!found->senseless.isEmpty()) {
        loaded.notices.append(
            { Notice::Severity::Trouble, tr("Some settings make no sense"),
              tr("In %1 the values of %2 are none that hookbot knows; the defaults are used. Correct them in the "
                 "settings.")
                  .arg(m_path, found->senseless.join(QStringLiteral(", "))) });
    }
    return loaded;
}

tl::expected<Preferences, QString> PreferencesFile::reload()
{
    auto found = read();
    if (!found)
        return tl::unexpected(tr("%1 cannot be read: %2").arg(m_path, found.error()));
    if (!found->senseless.isEmpty()) {
        return tl::unexpected(tr("in %1 the values of %2 are none that hookbot knows")
                                  .arg(m_path, found->senseless.join(QStringLiteral(", "))));
    }
    return found->preferences;
}

void PreferencesFile::moveAside(const QString &why, Loaded &loaded) const
{
    const QString aside = m_path + QStringLiteral(".broken-") +
                          QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"));
    const QString text =
        QFile::rename(m_path, aside)
            ? tr("%1 could not be read (%2). It was moved to %3, and the default settings are used.")
                  .arg(m_path, why, aside)
            : tr("%1 could not be read (%2), and not be moved either. The default settings are used.").arg(m_path, why);
    loaded.notices.append({ Notice::Severity::Trouble, tr("The settings were damaged"), text });
}

tl::expected<void, QString> PreferencesFile::save(const Preferences &preferences)
{
    const auto choice = [](const Keys &words, auto value) { return QString::fromLatin1(words.at(size_t(value))); };
    const auto put = [this](const char *key, const QJsonValue &value) { m_values.insert(QLatin1String(key), value); };
    put("bind", preferences.bind);
    put("tlsKeyFile", preferences.tlsKeyFile);
    put("tlsCertificateFile", preferences.tlsCertificateFile);
    put("urlBase", preferences.urlBase);
    put("keepEvents", preferences.keepEvents);
    put("keepBytes", preferences.keepBytes);
    put("keepFor", QStringLiteral("%1s").arg(preferences.keepFor.count()));
    put("maxBody", preferences.maxBody);
    put("startsPaused", preferences.startsPaused);
    put("notifiesTrouble", preferences.notifiesTrouble);
    put("notifiedChannels", channelList(preferences.notifiedChannels));
    put("look", choice(LookWords, preferences.look));
    put("whenClosed", choice(WhenClosedWords, preferences.whenClosed));

    return replaceFile(m_path, QJsonDocument(m_values).toJson());
}

} // namespace hookbot
