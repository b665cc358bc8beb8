"""A server of the standard library with a network of PyTorch: what one writes in an afternoon.

http_torch.py INPUTS HIDDEN CLASSES: prints its port; answers POST with {"rows": [[...]]} by
{"classes": [...], "probabilities": [[...]]}.
"""
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import torch

torch.set_num_threads(1)
torch.manual_seed(1)
inputs, hidden, classes = (int(argument) for argument in sys.argv[1:4])
model = torch.nn.Sequential(
    torch.nn.Linear(inputs, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, classes),
    torch.nn.Softmax(dim=1))
model.eval()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with torch.no_grad():
            probabilities = model(torch.tensor(body["rows"]))
        answer = json.dumps({
            "classes": probabilities.argmax(1).tolist(),
            "probabilities": probabilities.tolist()}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
