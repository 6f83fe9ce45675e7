#include "app/input/commanderror.h"
#include "app/input/configfile.h"
#include "tests/fuzz/fuzzing.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace hookbot;

/// Any configuration file is read into the options, or refused with the number of the wrong line.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("hookbot.conf"));
    QFile file(path);
    require(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(reinterpret_cast<const char *>(data), qint64(size));
    file.close();

    CLI::App program;
    CLI::App *serve = program.add_subcommand("serve");
    std::string key;
    std::string log;
    int count = 0;
    bool isOn = false;
    std::vector<std::string> routes;
    serve->add_option("--key-file", key)->type_name("FILE");
    serve->add_option("--log", log)->type_name("LOG");
    serve->add_option("--keep-events,-k", count)->check(CLI::Range(1, 1000));
    serve->add_option("--routes", routes)->expected(1, 1000);
    serve->add_flag("--no-sha1", isOn);
    serve->add_option("--config", log)->configurable(false);
    try {
        program.parse("serve");
        ConfigFile::read(path.toStdString(), *serve);
        require(count >= 0 && count <= 1000);
        require(key.empty() || key.front() == '/');
    } catch (const CommandError &error) {
        require(std::string_view(error.what()).find(path.toStdString()) != std::string_view::npos);
    }
    return 0;
}
