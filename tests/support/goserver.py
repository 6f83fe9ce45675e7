"""A WebSocket server that the test controls. It sends what the Go hookbot sends (docs/protocol.md, section 4): binary
frames with only the body, whatever the query asks for, and a ping only if a test sends one."""
import base64
import hashlib
import socket
import ssl
import threading

import hookbot


class Call(hookbot.Peer):
    """One connection, after its request."""

    def __init__(self, sock):
        super().__init__(sock)
        line, *rest = self.read_until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        self.method, self.target, _ = line.split(" ")
        self.fields = {name.lower(): value for name, _, value in (field.partition(": ") for field in rest)}

    def accept(self):
        key = self.fields["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        answer = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
                  f"Sec-WebSocket-Accept: {answer}\r\n\r\n")
        return self

    def refuse(self, status, words):
        self.send(f"HTTP/1.1 {status}\r\nContent-Length: {len(words)}\r\nConnection: close\r\n\r\n{words}")

    def tell(self, payload, opcode=hookbot.BINARY):
        self.send(frame(payload, opcode))

    def read_frame(self):
        first, second = self.read_exactly(2)
        assert second >= 128, "a client must mask"
        size = second & 127
        if size == 126:
            size = int.from_bytes(self.read_exactly(2), "big")
        mask = self.read_exactly(4)
        payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.read_exactly(size)))
        return hookbot.Frame(first & 15, payload, bool(first & 128))

    def stay(self):
        """Answers pings until the client disconnects."""
        try:
            while (heard := self.read_frame()).opcode != hookbot.CLOSE:
                if heard.opcode == hookbot.PING:
                    self.tell(heard.payload, hookbot.PONG)
        except (EOFError, OSError):
            pass

    def stay_silent(self):
        """Reads until the client disconnects, and sends nothing."""
        self.read_rest()


def frame(payload, opcode=hookbot.BINARY):
    """A frame as a server sends it: not masked."""
    size = len(payload)
    length = (bytes([size]) if size < 126 else b"\x7e" + size.to_bytes(2, "big") if size < 65536
              else b"\x7f" + size.to_bytes(8, "big"))
    return bytes([128 | opcode]) + length + payload


class GoServer:
    """Accepts one connection after the other. The next function handles each with its Call, and the connection is closed
    when the function returns. After the last function, or after stop(), the server does not listen any more."""

    def __init__(self, *turns, tls=None):
        self.turns = turns
        self.calls = []
        self.failure = None
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.context = None
        if tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(tls[1], tls[0])
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        try:
            for turn in self.turns:
                try:
                    sock, _ = self.listening.accept()
                except OSError:  # stop()
                    return
                sock.settimeout(hookbot.PATIENCE)
                with self.context.wrap_socket(sock, server_side=True) if self.context else sock as connection:
                    call = Call(connection)
                    self.calls.append(call)
                    turn(call)
        except Exception as error:  # reported by the test
            self.failure = error
        finally:
            self.listening.close()

    def stop(self):
        try:
            self.listening.shutdown(socket.SHUT_RDWR)
        except OSError:  # it is over
            pass
        self.thread.join(hookbot.PATIENCE)
        if self.failure:
            raise self.failure
        assert not self.thread.is_alive(), "a call does not end"

    def url(self, path, token="a-token-for-tests-that-nobody-prints", scheme="ws"):
        return f"{scheme}://{token}@127.0.0.1:{self.port}{path}"
