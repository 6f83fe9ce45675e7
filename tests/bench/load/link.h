#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace hookbot {

/// A TCP connection to 127.0.0.1 that never waits: what the kernel does not take is kept until flush(). Watched by an
/// epoll set that outlives it, for everything and edge by edge, so that waiting to write costs no further call.
class Link
{
public:
    /// @p number is what the epoll set tells when something has happened to this connection.
    /// @throws std::system_error
    Link(int port, int epoll, unsigned number);
    ~Link();
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    /// Sends the pieces, one after the other. Errors are seen when reading.
    void send(std::string_view first, std::string_view second = {});
    void flush();

    /// Reads all there is. @p take gets what has come and has not been taken, and returns what is still too short to be
    /// understood. False when the connection is over.
    bool receive(const std::function<std::string_view(std::string_view)> &take);

private:
    int m_descriptor;
    std::string m_toSend;
    std::string m_kept; ///< the beginning of something that is not whole
};

} // namespace hookbot
