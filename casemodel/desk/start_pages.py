"""The first page, and the pages that need no profile: models, comparisons, papers."""

from pathlib import PurePath

from starlette.datastructures import UploadFile
from starlette.responses import Response

from casemodel.desk.folder import PROFILE_ENDINGS, SHEET_ENDINGS
from casemodel.desk.views import profile_path
from casemodel.desk.visit import Visit
from casemodel.engine.ranking import reach
from casemodel.files.limits import EXCEL_BYTES, PROFILE_BYTES
from casemodel.files.problems import WrongUse
from casemodel.knowledge.criteria import KINDS
from casemodel.knowledge.forms import as_model
from casemodel.pages.comparison_paper import on_paper
from casemodel.pages.form import form_page
from casemodel.pages.show import everything
from casemodel.profiles.draft import draft_of
from casemodel.texts.messages import phrase
from casemodel.texts.store import ENGLISH


def start(visit: Visit) -> Response:
    """Show the files of the folder, and what can be begun."""
    return visit.page(
        "start.html",
        title=phrase("desk.title"),
        folder=str(visit.work.folder.path.resolve()),
        profiles=visit.work.folder.profiles(),
        to=profile_path,
    )


def begin(visit: Visit) -> Response:
    """Make a new profile, and ask who it is about."""
    name = visit.work.folder.begin(visit.field("kind"), visit.field("file"))
    return visit.go(profile_path(ENGLISH, name, "about"))


def upload(visit: Visit) -> Response:
    """Keep a copy of a file from elsewhere in the folder, and open it.

    Raises WrongUse if no file was sent, or one that is too large or of another kind, and
    ProblemsFound for a profile with problems.
    """
    sent = visit.form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise WrongUse(phrase("desk.no_file_sent"))
    name = PurePath(sent.filename.replace("\\", "/")).name
    ending = PurePath(name).suffix.lower()
    most = PROFILE_BYTES if ending in PROFILE_ENDINGS else EXCEL_BYTES
    data = sent.file.read(most + 1)
    if len(data) > most:
        raise WrongUse(phrase("desk.too_large"))
    if ending in SHEET_ENDINGS:
        visit.work.folder.keep(name, data, private=True)
        return visit.go("/caseload")
    if ending not in PROFILE_ENDINGS:
        raise WrongUse(phrase("desk.bad_ending"))
    kind = draft_of(data, name, visit.work.rules()).profile.kind
    visit.work.folder.keep(name, data, private=kind == "client")
    return visit.go(profile_path(ENGLISH, name))


def models(visit: Visit) -> Response:
    """List the models and forms, to read about or to compare."""
    rules = visit.work.rules()
    return visit.page(
        "models.html",
        title=phrase("desk.models"),
        models=tuple(rules.models.values()),
        forms=tuple(rules.forms.values()),
    )


def model(visit: Visit) -> Response:
    """Show everything about one model or form. Raises WrongUse for an unknown one."""
    rules, id_ = visit.work.rules(), visit.part("model")
    if id_ in rules.forms:
        return visit.document(form_page(rules, rules.forms[id_]))
    if id_ not in rules.models:
        raise WrongUse(phrase("desk.no_such_page"))
    ranges = {kind: reach(rules, kind) for kind in KINDS}
    own = {kind: by_model[id_] for kind, by_model in ranges.items() if id_ in by_model}
    return visit.document(everything(rules, rules.models[id_], own, "all"))


def compare(visit: Visit) -> Response:
    """Show models side by side."""
    rules = visit.work.rules()
    words = dict.fromkeys(visit.request.query_params.getlist("model"))
    chosen = [rules.models[word] for word in words if word in rules.models]
    chosen += [as_model(rules.forms[word]) for word in words if word in rules.forms]
    return visit.document(on_paper(rules, tuple(chosen or rules.models.values()), None, "", ""))
