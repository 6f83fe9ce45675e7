#include "app/desktop/preferencesfile.h"

#include "app/desktop/settingstable.h"
#include "app/files/replacedfile.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <array>

namespace hookbot {

namespace {

using Choices = std::array<const char *, 3>;
constexpr Choices Themes{ "system", "light", "dark" };                // in the order of WindowPreferences::Theme
constexpr Choices WhenClosedChoices{ "ask", "keep-running", "quit" }; // in the order of WindowPreferences::WhenClosed

/// Reads values from the file one by one, and collects the names of those that are invalid.
class PreferenceReader
{
public:
    explicit PreferenceReader(const QJsonObject &values) : m_values(values) {}

    [[nodiscard]] const QStringList &invalid() const { return m_invalid; }

    void read(ServerSettings &settings)
    {
        for (const ServerSetting &setting : serverSettingsTable())
            read(setting.name, [&](const QJsonValue &given) { return setting.read(given, settings); });
    }

    void readSwitch(const char *key, bool &value)
    {
        read(key, [&value](const QJsonValue &given) {
            if (given.isBool())
                value = given.toBool();
            return given.isBool();
        });
    }

    template<typename Choice>
    void readChoice(const char *key, Choice &value, const Choices &choices)
    {
        read(key, [&](const QJsonValue &given) {
            for (size_t choice = 0; choice < choices.size(); ++choice) {
                if (given.toString() == QLatin1String(choices.at(choice))) {
                    value = Choice(choice);
                    return true;
                }
            }
            return false;
        });
    }

    void readChannels(const char *key, QSet<QByteArray> &value)
    {
        read(key, [&](const QJsonValue &given) {
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
    template<typename ReadValue>
    void read(const char *key, const ReadValue &readValue)
    {
        const auto found = m_values.constFind(QLatin1String(key));
        if (found != m_values.constEnd() && !readValue(*found))
            m_invalid.append(QString::fromLatin1(key));
    }

    const QJsonObject &m_values;
    QStringList m_invalid;
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
        return tl::unexpected(error.error == QJsonParseError::NoError ? tr("it is not a JSON object")
                                                                      : error.errorString());
    }
    m_values = document.object();

    Read found;
    PreferenceReader reader(m_values);
    reader.read(found.preferences.server);
    WindowPreferences &window = found.preferences.window;
    reader.readSwitch("notifiesTrouble", window.notifiesTrouble);
    reader.readChannels("notifiedChannels", window.notifiedChannels);
    reader.readChoice("look", window.theme, Themes);
    reader.readChoice("whenClosed", window.whenClosed, WhenClosedChoices);
    found.invalid = reader.invalid();
    return found;
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
    m_saved = found->preferences;
    if (!found->invalid.isEmpty()) {
        loaded.notices.append(
            { Notice::Severity::Trouble, tr("Some settings are invalid"),
              tr("%1 has invalid values of %2, so the defaults are used. Correct them in the settings.")
                  .arg(m_path, found->invalid.join(QStringLiteral(", "))) });
    }
    return loaded;
}

tl::expected<StoredPreferences, QString> PreferencesFile::reload()
{
    auto found = read();
    if (!found)
        return tl::unexpected(tr("Cannot read %1: %2").arg(m_path, found.error()));
    if (!found->invalid.isEmpty()) {
        return tl::unexpected(tr("%1 has invalid values of %2").arg(m_path, found->invalid.join(QStringLiteral(", "))));
    }
    return found->preferences;
}

void PreferencesFile::moveAside(const QString &why, Loaded &loaded) const
{
    const QString aside = m_path + QStringLiteral(".broken-") +
                          QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"));
    const QString text =
        QFile::rename(m_path, aside)
            ? tr("Cannot read %1 (%2). It was moved to %3, and the default settings are used.").arg(m_path, why, aside)
            : tr("%1 could not be read (%2), nor moved aside. The default settings are used.").arg(m_path, why);
    loaded.notices.append({ Notice::Severity::Trouble, tr("The settings were damaged"), text });
}

tl::expected<void, QString> PreferencesFile::save(const ServerSettings &settings)
{
    m_saved.server = settings;
    return write();
}

tl::expected<void, QString> PreferencesFile::save(const WindowPreferences &preferences)
{
    m_saved.window = preferences;
    return write();
}

tl::expected<void, QString> PreferencesFile::write()
{
    const auto choice = [](const Choices &choices, auto value) {
        return QString::fromLatin1(choices.at(size_t(value)));
    };
    const auto put = [this](const char *key, const QJsonValue &value) { m_values.insert(QLatin1String(key), value); };
    for (const ServerSetting &setting : serverSettingsTable())
        put(setting.name, setting.write(m_saved.server));
    put("notifiesTrouble", m_saved.window.notifiesTrouble);
    put("notifiedChannels", channelList(m_saved.window.notifiedChannels));
    put("look", choice(Themes, m_saved.window.theme));
    put("whenClosed", choice(WhenClosedChoices, m_saved.window.whenClosed));
    return replaceFile(m_path, QJsonDocument(m_values).toJson());
}

Notice PreferencesFile::notSaved(const QString &error)
{
    return { Notice::Severity::Trouble, tr("The settings could not be saved"),
             tr("%1. They apply until hookbot quits.").arg(error) };
}

} // namespace hookbot
