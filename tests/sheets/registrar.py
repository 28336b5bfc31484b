"""A process that registers models at once: `python registrar.py FOLDER NAME COUNT`, one ID per line."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sheets import session
from sheets.actions import register_model
from sheets.config import Config
from sheets.service import Service
from tests.sheets.helpers import actor, form

folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
service = Service(Config(folder), pace=0.05)
service.start()
session.service = lambda: service
by = actor(service)
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()


def register(number: int) -> str:
    return register_model(by, form(f"{name} {number}"), op=f"{name}{number}", distinct=True).model_id


with ThreadPoolExecutor(count) as people:
    for made in people.map(register, range(count)):
        sys.stdout.write(made + "\n")
service.close()
