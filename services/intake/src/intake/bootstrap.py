"""Puts intake together: which adapter stands behind which port."""

import asyncio

from plumbing.clock import Clock, SystemClock
from plumbing.event_log import EventLog
from plumbing.keys import public_key_of
from plumbing.limits import CallerKeys, CallerWindows
from plumbing.tokens import SessionSigner, SessionVerifier
from plumbing.valkey import build_valkey

from intake.adapters.attachments.bucket import FileBucket
from intake.adapters.attachments.folder import FileFolder
from intake.adapters.attachments.inspecting import FileInspector
from intake.adapters.attachments.signature import StoreKey
from intake.adapters.carrier import NotifyCarrier
from intake.adapters.codes import CallerLimits, ValkeyCodes
from intake.adapters.drafts import ValkeyDrafts
from intake.adapters.journal import KafkaLog
from intake.adapters.mail import MailReader
from intake.adapters.packs import PackShelf
from intake.adapters.passwords import Argon2Passwords
from intake.adapters.sheets.files import OfficeSheetFiles
from intake.adapters.vault import AuthorVault
from intake.domain.fold import Verdict
from intake.domain.state import State
from intake.handlers.accounts import ensure_office
from intake.handlers.desk import Desk, Posture
from intake.handlers.held_files import HeldFiles
from intake.handlers.journal import LOG_TOPIC, fold_into
from intake.handlers.recent_reports import RecentReports
from intake.handlers.retention import sweep_for_ever
from intake.handlers.uploads import Uploads
from intake.settings import IntakeSettings, secret


class HttpParts:
    """What the routes work with; lives on `app.state.parts`."""

    def __init__(self, settings: IntakeSettings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        state = State()
        pepper = secret(settings.phone_pepper).encode()
        self.log: EventLog[Verdict | None] = EventLog(settings, LOG_TOPIC, fold_into(state), "intake-http")
        self.vault = AuthorVault(settings, secret(settings.master_key))
        self.valkey = build_valkey(settings)
        self.carrier = NotifyCarrier(settings.notify_url, secret(settings.service_token))
        self.verifier = SessionVerifier(public_key_of(secret(settings.session_seed)))
        self.sheets = OfficeSheetFiles()
        self.reports = RecentReports()
        self.uploads = Uploads(self.reports)
        self._sweeping: asyncio.Task[None] | None = None
        self.held = HeldFiles()
        self.files = _files(settings, self.clock)
        self.desk = Desk(
            state=state,
            log=KafkaLog(self.log),
            clock=self.clock,
            vault=self.vault,
            passwords=Argon2Passwords(),
            codes=ValkeyCodes(self.valkey, pepper, _caller_limits(settings, pepper), settings.topic_prefix),
            carrier=self.carrier,
            packs=PackShelf(settings.campaigns_dir),
            sheets=self.sheets,
            inspector=FileInspector(),
            files=self.files,
            mail=MailReader(),
            drafts=ValkeyDrafts(self.valkey, settings.topic_prefix),
            signer=SessionSigner(secret(settings.session_seed)),
            posture=Posture(pepper, settings.demo_code if settings.profile == "demo" else None),
        )

    async def start(self) -> None:
        """Follows the log and the keys; makes the first account. Returns when everything of this moment is folded."""
        await self.vault.log.start()
        await self.log.start()
        await ensure_office(self.desk, secret(self.settings.bootstrap_password))
        self._sweeping = asyncio.create_task(sweep_for_ever(self.desk))

    async def close(self) -> None:
        """Lets go of every connection."""
        if self._sweeping is not None:
            self._sweeping.cancel()
        await self.uploads.close()
        await self.log.close()
        await self.vault.log.close()
        await self.carrier.close()
        await self.files.close()
        await self.valkey.aclose()
        self.sheets.close()

    def ready(self) -> bool:
        """Whether both logs are folded and go on."""
        return self.log.ready and self.vault.log.ready


def _files(settings: IntakeSettings, clock: Clock) -> FileFolder | FileBucket:
    """A bucket where one is named, else a folder."""
    if not settings.files_bucket:
        return FileFolder(settings.files_dir)
    key = StoreKey(settings.files_access_key, settings.files_secret_key.get_secret_value(), settings.files_region)
    return FileBucket(settings.files_bucket, key, clock)


def _caller_limits(settings: IntakeSettings, pepper: bytes) -> CallerLimits:
    return CallerLimits(
        keys=CallerKeys(pepper, f"{settings.topic_prefix}intake:", settings.exempt),
        codes=CallerWindows(settings.codes_by_address, settings.codes_by_device),
        sign_ins=CallerWindows(settings.sign_ins_by_address, settings.sign_ins_by_device),
        in_all=settings.codes_in_all,
    )
