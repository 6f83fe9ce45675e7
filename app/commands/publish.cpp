#include "app/commands/publish.h"

#include "app/files/secretfile.h"
#include "app/input/commanderror.h"
#include "app/input/headerfield.h"
#include "app/input/quantities.h"
#include "app/output/standardoutput.h"
#include "app/publishing/contenttype.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cstdio>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto LongestTimeout = 24h; // fits into an int of milliseconds

QString joined(const QByteArrayList &names)
{
    return QString::fromLatin1(names.join(", "));
}

/// Precaution: the name of a file may be a URL by mistake, with a token.
QString shownFile(const QString &file)
{
    if (file.contains(u"://"))
        throw CommandError(PublishCommand::tr("more than one URL given: give one URL, then names of files"));
    return file;
}

/// Reads the file, or standard input for `-`.
QByteArray read(const QString &name)
{
    const bool isInput = name == u"-";
    QFile file(isInput ? QString() : name);
    if (isInput ? !file.open(stdin, QIODevice::ReadOnly) : !file.open(QIODevice::ReadOnly))
        throw CommandError(PublishCommand::tr("cannot read %1: %2").arg(shownFile(name), file.errorString()));
    QByteArray body = file.readAll();
    if (file.error() != QFileDevice::NoError)
        throw CommandError(PublishCommand::tr("cannot read %1: %2").arg(shownFile(name), file.errorString()));
    return body;
}

/// Pipes are not checked, since they can be opened only once.
void checkReadable(const QString &name)
{
    const QFileInfo info(name);
    if (QFile file(name); (info.isFile() || info.isDir() || !info.exists()) && !file.open(QIODevice::ReadOnly))
        throw CommandError(PublishCommand::tr("cannot read %1: %2").arg(shownFile(name), file.errorString()));
}

void append(Headers &headers, const Headers &others)
{
    for (const auto &[name, value] : others)
        headers.append(name, value);
}

QByteArray lineFor(const Publisher::Published &published)
{
    if (published.id.isEmpty()) // not hookbot, or one without ids
        return "published: the server answered " + QByteArray::number(published.status) + '\n';
    return "published as " + published.id + ", to " + published.listeners + " listeners\n";
}

} // namespace

CLI::App *PublishCommand::addTo(CLI::App &program)
{
    CLI::App *publish = program.add_subcommand("publish", "Publish files or standard input");
    publish->add_option("url", m_url, "URL to publish to, as printed by hookbot make-tokens")->type_name("URL");
    publish
        ->add_option("files", m_files, "Files to publish, each as an event, in this order (default: -, standard input)")
        ->type_name("FILE");
    publish->add_option("-d,--data", m_data, "Publish this text")->type_name("TEXT");
    publish
        ->add_option("--example", m_example,
                     "Publish an example webhook of a service; without a name, list the examples")
        ->expected(0, 1)
        ->check(CLI::Validator('{' + exampleNames().join(',').toStdString() + '}')) // help lists them; run() judges it
        ->type_name("NAME");
    publish->add_option("-H,--header", m_headers, "Add this header; repeatable")
        ->allow_extra_args(false)
        ->type_name("'NAME: VALUE'");
    std::vector<std::string> schemes;
    for (const QByteArray &name : signatureSchemeNames())
        schemes.push_back(name.toStdString());
    publish->add_option("--sign", m_sign, "Sign as this service does (default for an example: its own service)")
        ->check(CLI::IsMember(schemes))
        ->type_name("SCHEME");
    publish->add_option("--sign-header", m_signHeader, "Header for the signature of --sign hmac")
        ->capture_default_str()
        ->type_name("NAME");
    publish
        ->add_option("--secret-file", m_secretFile,
                     "File with the secret to sign with, readable only by its owner (HOOKBOT_SIGNING_SECRET)")
        ->type_name("FILE");
    m_caFile.addTo(*publish);
    publish
        ->add_option("--retry", m_retries,
                     "Maximum number of retries when nothing was published: 429, 503, no connection")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str()
        ->type_name("NUMBER");
    publish->add_option("--timeout", m_timeout, "Maximum time to wait for an answer")
        ->capture_default_str()
        ->type_name("DURATION");
    return publish;
}

/// Checks that each file can be read before any is published.
std::vector<PublishCommand::Source> PublishCommand::sources(const std::optional<Example> &example) const
{
    if (int(!m_files.empty()) + int(m_data.has_value()) + int(example.has_value()) > 1)
        throw CommandError(tr("files, --data and --example cannot be combined: give one of them"));
    if (example)
        return { { {}, example->body } };
    if (m_data)
        return { { {}, QByteArray::fromStdString(*m_data) } };
    if (m_files.empty())
        return { { QStringLiteral("-"), std::nullopt } };
    if (std::ranges::count(m_files, "-") > 1)
        throw CommandError(tr("standard input (-) can be published only once"));
    std::vector<Source> sources;
    for (const std::string &file : m_files) {
        const QString name = QString::fromStdString(file);
        if (file != "-")
            checkReadable(name);
        sources.push_back({ name, std::nullopt });
    }
    return sources;
}

/// One for each name: a list of values means the same as a field for each (RFC 9110, section 5.3).
Headers PublishCommand::givenHeaders() const
{
    std::vector<std::pair<QByteArray, QByteArray>> fields;
    for (const std::string &text : m_headers) {
        auto field = orThrow(parseHeaderField(text), "--header");
        const auto same = std::ranges::find_if(
            fields, [&field](const auto &other) { return equalIgnoringCase(other.first, field.first); });
        if (same == fields.end())
            fields.push_back(std::move(field));
        else
            same->second += ", " + field.second;
    }
    Headers headers;
    for (const auto &[name, value] : fields)
        headers.append(name, value);
    return headers;
}

/// The rule to sign with; nullopt if nothing is to be signed.
std::optional<SignatureRule> PublishCommand::rule(const std::optional<Example> &example) const
{
    auto scheme = signatureSchemeOf(m_sign);
    if (!scheme && example)
        scheme = example->scheme;
    if (!scheme && !m_secretFile.empty())
        throw CommandError(tr("--secret-file requires --sign with one of: %1").arg(joined(signatureSchemeNames())));
    const QByteArray secret =
        m_secretFile.empty()
            ? qgetenv("HOOKBOT_SIGNING_SECRET")
            : orThrow(readSecretFile(QString::fromStdString(m_secretFile), tr("secret file")), "--secret-file");
    if (secret.isEmpty() && !m_sign.empty())
        throw CommandError(tr("--sign: no secret: set HOOKBOT_SIGNING_SECRET, or give --secret-file FILE"));
    if (!scheme || secret.isEmpty())
        return std::nullopt;
    SignatureRule rule;
    rule.scheme = *scheme;
    rule.secrets = { secret };
    rule.header = orThrow(parseHeaderField(m_signHeader + ':'), "--sign-header").first;
    return rule;
}

Publisher::Settings PublishCommand::settings() const
{
    Publisher::Settings settings;
    settings.longestSilence = std::min<std::chrono::milliseconds>(
        orThrow(parseDuration(QString::fromStdString(m_timeout)), "--timeout"), LongestTimeout);
    settings.retries = m_retries;
    settings.tls = m_caFile.tls();
    return settings;
}

int PublishCommand::run(const GlobalOptions &, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (m_example && m_example->empty()) {
        StandardOutput::write(exampleNames().join('\n') + '\n');
        StandardOutput::flush();
        return 0;
    }
    const auto example = m_example ? makeExample(*m_example) : std::nullopt;
    if (m_example && !example) // which may be a URL by mistake: it is not repeated
        throw CommandError(tr("--example: unknown example: use one of %1").arg(joined(exampleNames())));

    const auto target = parsePublishTarget(QString::fromStdString(m_url));
    if (!target)
        throw CommandError(target.error());
    const Headers given = givenHeaders();
    if (!target->token.isEmpty() && given.count("Authorization") > 0)
        throw CommandError(tr("the URL already has a token, so --header cannot set Authorization"));
    const auto all = sources(example);
    const auto signing = rule(example);

    const auto headersFor = [&](const QString &file, const QByteArray &body) {
        Headers headers = example ? example->headers : Headers();
        if (headers.count("Content-Type") == 0)
            headers.append("Content-Type", contentTypeOf(body, file));
        if (signing)
            append(headers, orThrow(sign(*signing, body, std::chrono::system_clock::now()), "--sign"));
        append(headers, given);
        return headers;
    };
    Publisher publisher(*target, settings());
    size_t count = 0;
    try {
        for (const Source &source : all) {
            const QByteArray body = source.body ? *source.body : read(source.file);
            const auto published = publisher.publish(headersFor(source.file, body), body);
            if (!published)
                throw CommandError(all.size() > 1 ? QStringLiteral("%1: %2").arg(source.file, published.error())
                                                  : published.error());
            ++count;
            StandardOutput::write(lineFor(*published));
            StandardOutput::flush();
        }
    } catch (const CommandError &error) {
        if (all.size() == 1)
            throw;
        throw CommandError(
            tr("%1; %2 of %3 were published").arg(QString::fromUtf8(error.what())).arg(count).arg(all.size()));
    }
    return 0;
}

} // namespace hookbot
