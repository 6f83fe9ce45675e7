#include "app/input/configfile.h"

#include "app/input/commanderror.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <numeric>
#include <sstream>
#include <utility>

namespace hookbot {

namespace {

constexpr qint64 LargestFile = 1024LL * 1024; // bytes
constexpr qsizetype LongestLine = 4096;       // bytes
constexpr int MostFaults = 20;                // reported at most, if the file is something else

bool isNoText(char each)
{
    return static_cast<unsigned char>(each) < 0x20 && each != '\t';
}

/// Throws CommandError if this is not a text file.
void checkText(const QByteArray &text, const QString &path)
{
    int number = 0;
    for (QByteArray line : text.split('\n')) {
        ++number;
        const QString place = QStringLiteral("%1:%2: ").arg(path).arg(number);
        if (line.endsWith('\r'))
            line.chop(1);
        if (std::ranges::any_of(line, isNoText))
            throw CommandError(place + ConfigFile::tr("control character found: this is not a text file"));
        if (line.size() > LongestLine)
            throw CommandError(place + ConfigFile::tr("the line is longer than %1 bytes").arg(LongestLine));
        if (!line.isValidUtf8())
            throw CommandError(place + ConfigFile::tr("not UTF-8: save the file in that encoding"));
    }
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw CommandError(ConfigFile::tr("cannot read %1: %2").arg(path, file.errorString()));
    QByteArray text = file.read(LargestFile + 1);
    while (text.size() <= LargestFile && file.waitForReadyRead(-1)) // a pipe may return it in pieces
        text += file.read(LargestFile + 1 - text.size());
    if (file.error() != QFileDevice::NoError)
        throw CommandError(ConfigFile::tr("cannot read %1: %2").arg(path, file.errorString()));
    if (text.size() > LargestFile)
        throw CommandError(ConfigFile::tr("%1 is larger than 1 MiB: this is not a configuration file").arg(path));
    if (text.startsWith("\xef\xbb\xbf")) // the mark that some editors put before UTF-8
        text.remove(0, 3);
    checkText(text, path);
    return text;
}

/// The edit distance: insertions, deletions, substitutions and swaps of neighbours.
qsizetype distance(const QString &one, const QString &other)
{
    std::vector<qsizetype> beforeLast;
    std::vector<qsizetype> last;
    std::vector<qsizetype> row(size_t(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= one.size(); ++i) {
        beforeLast = std::exchange(last, row);
        row.front() = i;
        for (qsizetype j = 1; j <= other.size(); ++j) {
            const auto at = size_t(j);
            const bool isSame = one[i - 1] == other[j - 1];
            row[at] = std::min({ last[at] + 1, row[at - 1] + 1, last[at - 1] + (isSame ? 0 : 1) });
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
    }
    return row.back();
}

bool isFlag(const CLI::Option &option)
{
    return option.get_items_expected_max() == 0;
}

/// Whether this looks like a generated key, and not like the name of a file.
bool isHexadecimalKey(const QString &value)
{
    constexpr qsizetype ShortestKey = 32; // digits
    return value.size() >= ShortestKey && std::ranges::all_of(value, [](QChar each) {
               return (each >= u'0' && each <= u'9') || (each >= u'a' && each <= u'f');
           });
}

} // namespace

void ConfigFile::read(const std::string &path, CLI::App &command)
{
    const QString name = QString::fromStdString(path);
    std::istringstream text(contents(name).toStdString());
    CLI::App &program = *command.get_parent();
    program.config_formatter(std::make_shared<ConfigFile>(name, command));
    program.parse_from_stream(text);
}

ConfigFile::ConfigFile(const QString &path, CLI::App &command) : m_path(path), m_folder(QFileInfo(path).absolutePath())
{
    addSettings(*command.get_parent(), {});
    addSettings(command, { command.get_name() });
}

void ConfigFile::addSettings(CLI::App &app, const std::vector<std::string> &parents)
{
    for (CLI::Option *option : app.get_options()) {
        for (const std::string &each : option->get_lnames()) {
            const QString name = QString::fromStdString(each);
            if (option->get_configurable())
                m_settings.emplace(name, Setting{ option, parents });
            else
                m_commandLineOnly.append(name);
        }
    }
}

std::vector<CLI::ConfigItem> ConfigFile::from_config(std::istream &lines) const
{
    std::vector<CLI::ConfigItem> found; // CLI11 wants all values of a name in one
    std::map<std::string, int> lineOf;
    Faults faults;
    int number = 0;
    for (std::string text; std::getline(lines, text) && faults.count() < MostFaults;) {
        ++number;
        const auto take = [&] {
            const auto item = parse(QString::fromStdString(text).trimmed());
            if (!item)
                return;
            const auto [before, isFirst] = lineOf.emplace(item->name, number);
            if (isFirst) {
                found.push_back(*item);
                return;
            }
            const QString name = QString::fromStdString(item->name);
            if (setting(name).option->get_items_expected_max() <= 1)
                throw CommandError(tr("%1 is already set in line %2").arg(name).arg(before->second));
            std::ranges::find(found, item->name, &CLI::ConfigItem::name)->inputs.push_back(item->inputs.front());
        };
        faults.attempt(take, QStringLiteral("%1:%2: ").arg(m_path).arg(number));
    }
    if (faults.count() == MostFaults)
        faults.add(tr("%1: too many errors; there may be more").arg(m_path));
    faults.throwIfAny();
    return found;
}

/// The setting of the line; nullopt for a comment.
std::optional<CLI::ConfigItem> ConfigFile::parse(const QString &line) const
{
    if (line.isEmpty() || line.startsWith(u'#'))
        return std::nullopt;
    if (line.startsWith(u'['))
        throw CommandError(tr("sections are not supported: remove this line"));
    const qsizetype equals = line.indexOf(u'=');
    // The line may be a key that was pasted: do not repeat it.
    if (equals < 0 && !m_settings.contains(line))
        throw CommandError(tr("neither name = value nor a comment, which begins with #"));
    const QString name = line.first(equals < 0 ? line.size() : equals).trimmed();
    const Setting &found = setting(name);
    if (equals < 0)
        throw CommandError(isFlag(*found.option) ? tr("%1 has no value: write %1 = true").arg(name)
                                                 : tr("%1 has no value: write %1 = VALUE").arg(name));

    CLI::ConfigItem item;
    item.parents = found.parents;
    item.name = name.toStdString();
    item.inputs = { checked(line.sliced(equals + 1).trimmed(), *found.option) };
    return item;
}

const ConfigFile::Setting &ConfigFile::setting(const QString &name) const
{
    if (const auto found = m_settings.find(name); found != m_settings.end())
        return found->second;
    const QString ofFile = name + QStringLiteral("-file"); // a secret has a file of its own
    const QString better = m_settings.contains(ofFile) ? ofFile : similar(name);
    if (m_commandLineOnly.contains(name) && better != ofFile)
        throw CommandError(tr("%1 can only be set on the command line").arg(name));
    const auto isOfNames = [](QChar each) { return each == u'-' || (each >= u'a' && each <= u'z'); };
    if (better.isEmpty() && !std::ranges::all_of(name, isOfNames)) // a key that ends in =, as Base64 does
        throw CommandError(tr("unknown setting: hookbot.conf(5) lists the settings"));
    throw CommandError(better.isEmpty() ? tr("unknown setting \"%1\": hookbot.conf(5) lists the settings").arg(name)
                                        : tr("unknown setting \"%1\": did you mean %2?").arg(name, better));
}

/// The setting that was probably meant; empty if none is similar.
QString ConfigFile::similar(const QString &name) const
{
    QString nearest;
    qsizetype least = std::max<qsizetype>(2, name.size() / 4) + 1; // from here on, it is another word
    for (const auto &[each, setting] : m_settings) {
        const auto &shortNames = setting.option->get_snames();
        const bool isShort = std::ranges::find(shortNames, name.toStdString()) != shortNames.end();
        if (const qsizetype letters = isShort ? 0 : distance(name, each); letters < least) {
            least = letters;
            nearest = each;
        }
    }
    return nearest;
}

/// Checks the value and returns it for the option, with relative file names made absolute.
std::string ConfigFile::checked(const QString &value, CLI::Option &option) const
{
    const QString name = QString::fromStdString(option.get_lnames().front());
    if (value.isEmpty())
        throw CommandError(tr("%1 has no value: set one, or comment the line out with #").arg(name));
    if (value.size() > 1 && value.startsWith(value.back()) && (value.back() == u'"' || value.back() == u'\''))
        throw CommandError(tr("%1: write the value without quotes").arg(name));
    if (value.contains(QStringLiteral(" #")) || value.contains(QStringLiteral("\t#")))
        throw CommandError(tr("%1: a comment needs a line of its own, which begins with #").arg(name));
    if (isFlag(option) && value != u"true" && value != u"false")
        throw CommandError(tr("%1: \"%2\" is neither true nor false").arg(name, value));
    std::string text = value.toStdString();
    try {
        for (int index = 0;; ++index) {
            const CLI::Validator &check = *option.get_validator(index);
            if (const std::string fault = check(std::as_const(text)); !fault.empty())
                throw CommandError(QStringLiteral("%1: %2").arg(name, QString::fromStdString(fault)));
        }
    } catch (const CLI::OptionNotFound &) { // there are no more checks
    }

    const QString logPrefix = QStringLiteral("sqlite:");
    if (option.get_type_name() == "FILE" && isHexadecimalKey(value)) // the fault that follows would repeat it
        throw CommandError(
            tr("%1: this looks like a key: put it into a separate file and set the file's name").arg(name));
    if (option.get_type_name() == "FILE")
        return m_folder.absoluteFilePath(value).toStdString();
    if (option.get_type_name() == "LOG" && value.startsWith(logPrefix))
        return (logPrefix + m_folder.absoluteFilePath(value.sliced(logPrefix.size()))).toStdString();
    return text;
}

} // namespace hookbot
