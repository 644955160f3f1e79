using Ntm.Contracts.Dossier.V1;

namespace Ntm.Notifications.Domain.Status;

/// <summary>A dossier was opened for a unit, a title and a year.</summary>
[StatusType("vn.ntm.dossier.opened", typeof(DossierOpened))]
internal sealed record OpenedStatus : DossierStatus
{
    /// <summary>Key of the recognition path that it follows.</summary>
    public required string PathId { get; init; }

    /// <summary>Version of that path.</summary>
    public required int PathVersion { get; init; }
}

/// <summary>The dossier was submitted to the next level and a receipt was issued.</summary>
[StatusType("vn.ntm.dossier.submitted", typeof(DossierSubmitted))]
internal sealed record SubmittedStatus : DossierStatus
{
    /// <summary>Key of the stage that submitted it.</summary>
    public required string Stage { get; init; }

    /// <summary>Number of the receipt.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>SHA-256 over the submitted content, lower-case hex.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>A reviewer returned single criteria or documents; the rest stays accepted. Why, the dossier itself shows to whoever may read
/// it.</summary>
[StatusType("vn.ntm.dossier.returned", typeof(ItemsReturned))]
internal sealed record ReturnedStatus : DossierStatus
{
    /// <summary>Key of the stage that returned them.</summary>
    public required string Stage { get; init; }

    /// <summary>How often that stage has been opened, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>What was returned.</summary>
    public required IReadOnlyList<ReturnedPart> Items { get; init; }
}

/// <summary>A criterion or document that was returned.</summary>
internal sealed record ReturnedPart
{
    /// <summary>What it is.</summary>
    [Names("criterion", "document")]
    public required string Kind { get; init; }

    /// <summary>Number of the criterion, or key of the document.</summary>
    public required string Key { get; init; }
}

/// <summary>The province moved the cut-off for the submission by a numbered document.</summary>
[StatusType("vn.ntm.dossier.extended", typeof(SubmissionExtended))]
internal sealed record ExtendedStatus : DossierStatus
{
    /// <summary>Key of the stage whose cut-off was moved.</summary>
    public required string Stage { get; init; }

    /// <summary>New cut-off, UTC: the submission is accepted before this instant.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Number of the document.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>Day of the document.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>Whether the document corrects the extension before it.</summary>
    public required bool Correction { get; init; }
}

/// <summary>The commune took its dossier back, or the dossier ended because its commune was merged. The end of each open stage and
/// <c>vn.ntm.dossier.closed</c> follow.</summary>
[StatusType("vn.ntm.dossier.withdrawn", typeof(DossierWithdrawn))]
internal sealed record WithdrawnStatus : DossierStatus
{
    /// <summary>Id of the dossier that goes on in its place; absent where it was taken back.</summary>
    public Guid? ContinuedIn { get; init; }

    /// <summary>Keys of the stages that were open.</summary>
    public required IReadOnlyList<string> EndedStages { get; init; }
}

/// <summary>The appraisal council voted and its minutes were closed.</summary>
[StatusType("vn.ntm.dossier.vote-held", typeof(VoteCounted))]
internal sealed record VoteHeldStatus : DossierStatus
{
    /// <summary>Members who were present.</summary>
    public required int Present { get; init; }

    /// <summary>Votes in favour.</summary>
    public required int InFavour { get; init; }

    /// <summary>Votes against.</summary>
    public required int Against { get; init; }

    /// <summary>Votes that do not count.</summary>
    public required int Invalid { get; init; }

    /// <summary>Whether the vote was carried.</summary>
    public required bool Carried { get; init; }

    /// <summary>Number of the minutes.</summary>
    public required string MinutesNumber { get; init; }
}

/// <summary>What a decision of the province's chair says.</summary>
internal abstract record DecisionStatus : DossierStatus
{
    /// <summary>Number of the decision.</summary>
    public required string DecisionNumber { get; init; }

    /// <summary>Day of the decision.</summary>
    public required DateOnly DecisionDate { get; init; }
}

/// <summary>The chair of the province recognised the unit.</summary>
[StatusType("vn.ntm.dossier.recognised", typeof(RecognitionDecided))]
internal sealed record RecognisedStatus : DecisionStatus;

/// <summary>The chair of the province refused the recognition.</summary>
[StatusType("vn.ntm.dossier.refused", typeof(RecognitionDecided))]
internal sealed record RefusedStatus : DecisionStatus;

/// <summary>The path came to its end; no event of the dossier follows.</summary>
[StatusType("vn.ntm.dossier.closed", typeof(DossierClosed))]
internal sealed record ClosedStatus : DossierStatus
{
    /// <summary>How it ended.</summary>
    [Names("Recognised", "Kept", "NotKept", "Refused", "Withdrawn")]
    public required string Outcome { get; init; }
}

/// <summary>Administrative units changed and the dossier went along; later events carry the new unit.</summary>
[StatusType("vn.ntm.dossier.unit-changed", typeof(DossierUnitChanged))]
internal sealed record UnitChangedStatus : DossierStatus
{
    /// <summary>Vietnamese name of the unit that the dossier is about from now on.</summary>
    public required string UnitName { get; init; }

    /// <summary>Code of the unit before; the same where it only moved or was renamed.</summary>
    public required string FormerUnitCode { get; init; }

    /// <summary>Path of the unit before.</summary>
    public required string FormerUnitPath { get; init; }

    /// <summary>Open stages at which others act from now on.</summary>
    public required IReadOnlyList<HandedOverPart> HandedOver { get; init; }
}

/// <summary>An open stage that other people act at from now on.</summary>
internal sealed record HandedOverPart
{
    /// <summary>Key of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Role that acts.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Path of the unit that acted before.</summary>
    public required string FormerActorUnitPath { get; init; }

    /// <summary>Path of the unit that acts now.</summary>
    public required string ActorUnitPath { get; init; }

    /// <summary>Instant before which the stage must be completed, UTC; absent without a deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>A criterion that had passed in an earlier revision of the self-assessment no longer passes.</summary>
[StatusType("vn.ntm.assessment.criterion-lost", typeof(CriterionLossRecorded))]
internal sealed record CriterionLostStatus : DossierStatus
{
    /// <summary>Number of the criterion.</summary>
    public required string Criterion { get; init; }

    /// <summary>Revision of the self-assessment in which it was lost.</summary>
    public required int Revision { get; init; }
}
