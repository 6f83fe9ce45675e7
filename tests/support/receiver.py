"""An HTTP server that receives forwarded events and answers as the test wants."""
import collections
import hashlib
import hmac
import http.server
import threading

import hookbot

Request = collections.namedtuple("Request", "method target fields body")


class Receiver:
    """`answer(request, handler)` answers each request: it returns a status, a status with fields, or None if it has
    answered itself. Requests are stored in the order of arrival."""

    def __init__(self, answer=lambda request, handler: 200):
        self.requests = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                request = Request(self.command, self.path, self.headers.items(), body)
                receiver.requests.append(request)
                result = answer(request, self)
                if result is None:
                    self.close_connection = True
                    return
                status, *fields = result if isinstance(result, tuple) else (result,)
                self.send_response(status)
                for name, value in (*fields, ("Content-Length", "0")):
                    self.send_header(name, value)
                self.end_headers()

            do_POST = do_GET = handle_one

            def log_message(self, *what):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 100

            def handle_error(self, *what):  # a client may disconnect at any time
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/hook"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def bodies(self):
        return [request.body for request in list(self.requests)]

    def wait_for(self, count):
        hookbot.wait_for(lambda: len(self.requests) >= count, f"{count} requests come")

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def is_signed_by_github(request, secret):
    """Checks a signature as GitHub's documentation describes it."""
    signature = "sha256=" + hmac.new(secret.encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature, dict(request.fields).get("X-Hub-Signature-256", ""))
