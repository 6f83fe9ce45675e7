#include "tell.h"

#include "desktop/instance.h"

#include <iostream>

namespace hookbot {

int TellCommand::run(const GlobalOptions & /*global*/, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto answer = tellInstance(InstancePlace::of(m_desktop.preferencesFile()), QString::fromLatin1(m_name));
    if (!answer && !answer.error().isRunning) {
        throw CommandError(
            tr("no desktop program of yours is running (%1): hookbot starts it; a server that was started "
               "with hookbot serve is not reached this way")
                .arg(answer.error().text));
    }
    if (!answer)
        throw CommandError(answer.error().text);
    std::cout << answer->toStdString() << std::endl;
    return 0;
}

} // namespace hookbot
