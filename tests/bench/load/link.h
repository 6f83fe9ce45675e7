#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace hookbot {

/// A TCP connection to 127.0.0.1 that never blocks: data that the kernel does not accept is kept until flush(). An
/// epoll set that outlives it watches it for all events, edge-triggered, so that waiting to write needs no further
/// call.
class Link
{
public:
    /// @p number identifies this connection in the epoll set.
    /// @throws std::system_error
    Link(int port, int epoll, unsigned number);
    ~Link();
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    /// Sends the pieces in order. Errors are reported when reading.
    void send(std::string_view first, std::string_view second = {});
    void flush();

    /// Reads all available data. @p take gets the data that was not handled yet, and returns the incomplete rest.
    /// Returns false if the connection has ended.
    bool receive(const std::function<std::string_view(std::string_view)> &take);

private:
    int m_descriptor;
    std::string m_toSend;
    std::string m_kept; ///< the start of an incomplete message
};

} // namespace hookbot
