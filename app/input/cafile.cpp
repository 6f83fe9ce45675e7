#include "app/input/cafile.h"

#include "app/input/commanderror.h"
#include "listen/trust.h"

namespace hookbot {

void CaFile::addTo(CLI::App &command)
{
    command.add_option("--ca-file", m_path, "File with more certificate authorities to trust")->type_name("FILE");
}

QSslConfiguration CaFile::tls() const
{
    auto tls = listen::tlsTrusting(path());
    if (const auto *fault = std::get_if<QString>(&tls))
        throw CommandError(QStringLiteral("--ca-file: %1").arg(*fault));
    return std::get<QSslConfiguration>(std::move(tls));
}

} // namespace hookbot
