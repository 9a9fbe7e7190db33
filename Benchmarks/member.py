"""One member at work: signs in, reads, writes, and thinks in between."""

import asyncio
import random
import re

from client import Forms, hidden
from wire import Browser

# What is done next, how often of a hundred times.
MIX = {
    "work": 26,
    "case": 32,
    "cases": 12,
    "inbox": 8,
    "note": 14,
    "services": 4,
    "referral": 3,
    "away": 1,
}

CASE = re.compile(r'href="/cases/([0-9a-f]{32})')
REFERRAL = re.compile(r'href="/referrals/([0-9a-f]{32})"')
SERVICES = re.compile(r'href="(/cases/[0-9a-f]{32}/services)"')


class Failed(Exception):
    """An answer that was not what the page promises."""


class Member:
    """A person at a screen: every choice comes from a seed of their own."""

    def __init__(self, login, password, address, port, think, tally, seed):
        self.login, self.password = login, password
        self.browser = Browser(port, address)
        self.random = random.Random(f"{seed} {login}")
        self.think, self.tally = think, tally
        self.cases, self.referrals, self.services = [], [], []
        self.count = 0

    async def work_until(self, end):
        """Signs in and goes on until the moment comes; what fails is counted, and tried again later."""
        loop = asyncio.get_running_loop()
        actions = [getattr(self, f"do_{name}") for name in MIX]
        isIn = False
        while loop.time() < end:
            try:
                if not isIn:
                    await self.sign_in()
                    isIn = True
                else:
                    await self.random.choices(actions, MIX.values())[0]()
            except (Failed, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
                self.tally.fail(error)
                self.browser.close()
                isIn = isIn and not isinstance(error, Failed)
            await self.pause()
        self.browser.close()

    async def pause(self, share=1.0):
        await asyncio.sleep(min(self.random.expovariate(1 / (self.think * share)), 6 * self.think))

    async def ask(self, label, method, path, fields=None, expected=(200,)):
        answer = await self.browser.ask(method, path, fields)
        self.tally.add(label, answer)
        if answer.status not in expected:
            raise Failed(f"{label}: {answer.status}")
        if method == "GET" and answer.status == 303:
            raise Failed(f"{label}: asked to sign in")
        return answer

    async def submit(self, label, path, form_page, form_path, fields):
        """Posts the form of a page, with its hidden fields, and follows where the answer leads."""
        form = Forms(form_page).posting_to(form_path)
        answer = await self.ask(label, "POST", path, hidden(form) | fields, expected=(303,))
        return answer.location

    async def sign_in(self):
        page = (await self.ask("sign-in form", "GET", "/sign-in")).page
        fields = {"login": self.login, "password": self.password}
        where = await self.submit("sign in", "/sign-in", page, "/sign-in", fields)
        if "/work" not in where:
            raise Failed(f"sign in: led to {where}")
        await self.do_work()
        await self.pause(0.2)
        await self.do_cases()

    async def do_work(self):
        self.learn((await self.ask("my work", "GET", "/work")).page)

    async def do_cases(self):
        page = self.random.choice([1, 1, 1, 2, 3, 5])
        path = "/cases" if page == 1 else f"/cases?page={page}"
        self.learn((await self.ask("cases", "GET", path)).page)

    async def do_inbox(self):
        page = (await self.ask("inbox", "GET", "/inbox")).page
        self.referrals = (self.referrals + REFERRAL.findall(page))[-40:]

    async def do_case(self):
        if case := self.a_case():
            page = (await self.ask("open case", "GET", f"/cases/{case}")).page
            self.services = (self.services + SERVICES.findall(page))[-40:]

    async def do_note(self):
        if not (case := self.a_case()):
            return
        path = f"/cases/{case}/new/note"
        page = (await self.ask("note form", "GET", path)).page
        await self.pause()
        self.count += 1
        text = f"Met as agreed, for the {self.count}. time; the plan goes on."
        fields = {"subject": "support", "on-unknown": "yes", "text": text}
        where = await self.submit("submit note", path, page, path, fields)
        await self.ask("open case", "GET", where)

    async def do_services(self):
        if self.services:
            await self.ask("services", "GET", self.random.choice(self.services))
        else:
            await self.do_case()

    async def do_referral(self):
        if self.referrals:
            await self.ask("referral", "GET", f"/referrals/{self.random.choice(self.referrals)}")
        else:
            await self.do_inbox()

    async def do_away(self):
        """Leaves and comes back: the form to sign out is on every page."""
        page = (await self.ask("my work", "GET", "/work")).page
        await self.submit("sign out", "/sign-out", page, "/sign-out", {})
        await self.pause(0.5)
        await self.sign_in()

    def learn(self, page):
        self.cases = list(dict.fromkeys(CASE.findall(page) + self.cases))[:200]

    def a_case(self):
        return self.random.choice(self.cases) if self.cases else None
