"""A child that speaks like an inquiry and does what its first argument says; `test_inquire` runs it as a program."""

import os
import sys
import time

from solver.domain.outcome import Progress
from solver.process.child import pipes
from solver.process.wire import Answered, Improved, Inquiry, Raised, Ready, Stop, receive_request, send

requests, replies = pipes()
asked = receive_request(requests)
assert isinstance(asked, Inquiry)
send(replies, Ready())
match sys.argv[1]:
    case "answer":
        send(replies, Answered(text='{"kind": "told"}'))
    case "obey":
        assert isinstance(receive_request(requests), Stop)
        send(replies, Answered(text='{"kind": "half"}'))
    case "hang":
        time.sleep(600)
    case "die":
        os.kill(os.getpid(), 9)
    case "MemoryError" | "InvalidPlan" | "InvalidQuestion" | "ValueError" as name:
        send(replies, Raised(error=name, text="told", trace="at line 1"))
    case "search":
        send(replies, Improved(progress=Progress(seconds=0.0)))
        time.sleep(600)
