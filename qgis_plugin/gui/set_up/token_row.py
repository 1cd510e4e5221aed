"""The access token of Mapillary, in QGIS' authentication manager."""

from __future__ import annotations

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton

from trajganr_core.contract.errors import TrajganrError

from ... import settings
from ...client.credentials import keep_token
from ...diagnosis import readiness
from ...i18n import tr
from ..questions import ask_password
from ..widgets import text_label
from .row import Row, left
from .running_tasks import RunningTasks

TOKEN_NAME = "Mapillary"  # nosec B105 # of the configuration, not the token
TOKENS_PAGE = "https://www.mapillary.com/dashboard/developers"


class TokenRow(Row):
    """A token that is entered here, or one that is already stored."""

    def __init__(self, tasks: RunningTasks) -> None:
        super().__init__(tr("Mapillary"), tr("Enter to&ken…"))
        self._tasks = tasks
        select = QgsAuthConfigSelect()
        select.setAccessibleName(tr("Stored token"))
        select.setConfigId(settings.mapillary_auth())
        select.selectedConfigIdChanged.connect(self._choose)
        page = QPushButton(tr("Create a token (&web page)"))
        page.setToolTip(TOKENS_PAGE)
        page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(TOKENS_PAGE)))
        note = tr(
            "The token is stored encrypted in QGIS' authentication manager. To use a "
            "token that is already stored, choose it here:"
        )
        self.add_section(tr("Details"), text_label(text=note), select, left(page))

    def refresh(self) -> None:
        self.show_finding(readiness.find_token())
        self.button.setEnabled(self._tasks.is_idle)

    def run_action(self) -> None:
        ask_password(
            self,
            tr("Mapillary access token"),
            tr("Token, as Mapillary's developer page shows it:"),
            self._keep,
        )

    def _keep(self, token: str) -> None:
        if not token.strip():
            return
        try:
            self._choose(keep_token(TOKEN_NAME, token.strip()))
        except TrajganrError as error:
            self._tasks.show_error(error)

    def _choose(self, authcfg: str) -> None:
        settings.set_mapillary_auth(authcfg)
        self.refresh()
