"""The wire: every message between extension, agent, files and scripts. `schemas/` is generated from what stands here."""

from learnlearn.contract.conversation import Ask, Conversation, Keep, Kept
from learnlearn.contract.hooks import GetHooks, Hooks
from learnlearn.contract.identity import AskSame, SaidSame, Same, SaySame, TakeBackSame
from learnlearn.contract.ledger import AskLedger, Ledger
from learnlearn.contract.me import Me, MeProposal, MeProposed, MeState, SaveMe
from learnlearn.contract.meet import Meet, PeopleToMeet
from learnlearn.contract.note import (
    AddNote,
    EditNote,
    Export,
    ExportFile,
    Forget,
    Forgotten,
    Found,
    Import,
    ImportReport,
    ListNotes,
    Note,
    Notes,
    NotesExport,
    RemoveNote,
    SavedFile,
    Search,
)
from learnlearn.contract.offer import LookAtOffer, OfferText, PollOffer, StartOffer
from learnlearn.contract.pairing import Health, HealthCheck, Paired, PairRequest, Proof, ProofRequest
from learnlearn.contract.phrasing import PhrasingState
from learnlearn.contract.plan import AskDue, AskPlan, Circles, Due, GetCircles, Plan, SavePlan, TakeStep
from learnlearn.contract.problem import Problem
from learnlearn.contract.retention import GetRetention, Retention, SaveRetention
from learnlearn.contract.second import SecondState
from learnlearn.contract.snapshot import ProfileSnapshot

PUBLIC = (
    ProfileSnapshot,
    Me,
    Ask,
    Conversation,
    Keep,
    Kept,
    Meet,
    PeopleToMeet,
    GetHooks,
    Hooks,
    AskSame,
    Same,
    SaySame,
    TakeBackSame,
    SaidSame,
    MeProposal,
    MeProposed,
    SaveMe,
    MeState,
    AddNote,
    EditNote,
    RemoveNote,
    ListNotes,
    Note,
    Notes,
    AskLedger,
    Ledger,
    NotesExport,
    Export,
    ExportFile,
    SavedFile,
    Import,
    ImportReport,
    Search,
    Found,
    Forget,
    Forgotten,
    HealthCheck,
    Health,
    ProofRequest,
    Proof,
    PairRequest,
    Paired,
    AskPlan,
    SavePlan,
    TakeStep,
    Plan,
    AskDue,
    Due,
    GetCircles,
    Circles,
    GetRetention,
    SaveRetention,
    Retention,
    LookAtOffer,
    OfferText,
    StartOffer,
    PollOffer,
    PhrasingState,
    SecondState,
    Problem,
)
