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
from .running_tasks import Errands

TOKEN_NAME = "Mapillary"  # nosec B105 # of the configuration, not the token
TOKENS_PAGE = "https://www.mapillary.com/dashboard/developers"


class TokenRow(Row):
    """Entered here, or one that is kept there already."""

    def __init__(self, errands: Errands) -> None:
        super().__init__(tr("Mapillary"), tr("Enter to&ken…"))
        self._errands = errands
        select = QgsAuthConfigSelect()
        select.setAccessibleName(tr("Where the token is kept"))
        select.setConfigId(settings.mapillary_auth())
        select.selectedConfigIdChanged.connect(self._choose)
        page = QPushButton(tr("&Where tokens are made"))
        page.setToolTip(TOKENS_PAGE)
        page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(TOKENS_PAGE)))
        note = tr(
            "The token is kept encrypted in QGIS' authentication manager; or choose one there:"
        )
        self.fold(tr("Details"), text_label(text=note), select, left(page))

    def refresh(self) -> None:
        self.show_finding(readiness.find_token())
        self.button.setEnabled(self._errands.is_idle)

    def mend(self) -> None:
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
            self._errands.show_error(error)

    def _choose(self, authcfg: str) -> None:
        settings.set_mapillary_auth(authcfg)
        self.refresh()
