#pragma once

#include "broker/http/refusal.h"
#include "broker/http/request.h"

#include <QtCore/QByteArrayView>

#include <optional>

namespace hookbot {

/// Finds the end of a request's head in bytes that may come one at a time; no byte is looked at twice. Pure.
class HeadScanner
{
public:
    enum class Result { Incomplete, Complete, BareLineFeed };

    /// Looks at what @p head has gained since the last call; it must begin with what it held then.
    Result scan(QByteArrayView head);

    /// After Complete: bytes up to and with the empty line.
    [[nodiscard]] qsizetype size() const { return m_lineStart; }

private:
    qsizetype m_scanned = 0;
    qsizetype m_lineStart = 0;
};

/// What RFC 9112 forbids in the bytes of a whole head and parsers often accept: line ends, blanks, folded lines,
/// targets that are neither in origin-form nor a URL, versions. Nullopt if there is no fault. Pure.
[[nodiscard]] std::optional<Refusal> faultOfHead(QByteArrayView head);

/// The origin-form of a target in absolute-form (RFC 9112, section 3.2.2) whose authority equals the value of Host, in
/// any case; nullopt for any other target. Pure.
[[nodiscard]] std::optional<QByteArray> originForm(QByteArrayView target, QByteArrayView host);

/// What RFC 9112 forbids among fields that are well-formed each for itself: Host, Content-Length, Transfer-Encoding,
/// and two that may occur once. Nullopt if there is no fault. Pure.
[[nodiscard]] std::optional<Refusal> faultOfFields(const Headers &headers, bool isHttp11);

/// Whether a comma-separated list, which may be spread over several fields, has this word (RFC 9110, section 5.6.1).
/// Pure.
[[nodiscard]] bool listContains(const Headers &headers, QByteArrayView name, QByteArrayView word);

/// 400 with a line that says why.
[[nodiscard]] Refusal badRequest(const char *why);

} // namespace hookbot
