namespace Ntm.Client.Events;

/// <summary>What every event about a dossier says.</summary>
public abstract record DossierData : StatusData
{
    /// <summary>Code of the title that is sought, e.g. <c>xa-ntm</c>.</summary>
    public string? Title { get; init; }

    /// <summary>Year that the title is sought for.</summary>
    public int? Year { get; init; }
}

/// <summary>A dossier was opened.</summary>
public sealed record OpenedData : DossierData
{
    /// <summary>Key of the recognition path that it follows.</summary>
    public string? PathId { get; init; }

    /// <summary>Version of that path.</summary>
    public int? PathVersion { get; init; }
}

/// <summary>A dossier was submitted, and a receipt issued.</summary>
public sealed record SubmittedData : DossierData
{
    /// <summary>Key of the stage on its path.</summary>
    public string? Stage { get; init; }

    /// <summary>Number of the receipt.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>SHA-256 over the submitted content, lower-case hex.</summary>
    public string? ContentHash { get; init; }
}

/// <summary>Single criteria or documents were returned.</summary>
public sealed record ReturnedData : DossierData
{
    /// <summary>Key of the stage on its path.</summary>
    public string? Stage { get; init; }

    /// <summary>How often that stage has been opened, from 1.</summary>
    public int? Round { get; init; }

    /// <summary>What was returned.</summary>
    public IReadOnlyList<ReturnedPart> Items { get; init; } = [];
}

/// <summary>A criterion or document that was returned.</summary>
public sealed record ReturnedPart
{
    /// <summary><c>criterion</c> or <c>document</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Number of the criterion, or key of the document.</summary>
    public string? Key { get; init; }
}

/// <summary>The cut-off of the submission was moved.</summary>
public sealed record ExtendedData : DossierData
{
    /// <summary>Key of the stage on its path.</summary>
    public string? Stage { get; init; }

    /// <summary>New cut-off.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Number of the document that moved it.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Day of the document.</summary>
    public DateOnly? DocumentDate { get; init; }

    /// <summary>Whether it corrects the extension before it.</summary>
    public bool? Correction { get; init; }
}

/// <summary>A dossier was withdrawn.</summary>
public sealed record WithdrawnData : DossierData
{
    /// <summary>Dossier that goes on instead; null where none does.</summary>
    public Guid? ContinuedIn { get; init; }

    /// <summary>Keys of the stages that ended with it.</summary>
    public IReadOnlyList<string> EndedStages { get; init; } = [];
}

/// <summary>The council voted.</summary>
public sealed record VoteData : DossierData
{
    /// <summary>Members present.</summary>
    public int? Present { get; init; }

    /// <summary>Votes in favour.</summary>
    public int? InFavour { get; init; }

    /// <summary>Votes against.</summary>
    public int? Against { get; init; }

    /// <summary>Invalid votes.</summary>
    public int? Invalid { get; init; }

    /// <summary>Whether the vote was carried.</summary>
    public bool? Carried { get; init; }

    /// <summary>Number of the minutes.</summary>
    public string? MinutesNumber { get; init; }
}

/// <summary>A title was recognised or refused.</summary>
public sealed record DecisionData : DossierData
{
    /// <summary>Number of the decision.</summary>
    public string? DecisionNumber { get; init; }

    /// <summary>Day of the decision.</summary>
    public DateOnly? DecisionDate { get; init; }
}

/// <summary>A dossier came to its end.</summary>
public sealed record ClosedData : DossierData
{
    /// <summary>How it ended, e.g. <c>Recognised</c>.</summary>
    public string? Outcome { get; init; }
}

/// <summary>A dossier followed its unit into another.</summary>
public sealed record UnitChangedData : DossierData
{
    /// <summary>Name of the unit now.</summary>
    public string? UnitName { get; init; }

    /// <summary>Code of the unit before.</summary>
    public string? FormerUnitCode { get; init; }

    /// <summary>Path of the unit before.</summary>
    public string? FormerUnitPath { get; init; }

    /// <summary>Open stages that others do now.</summary>
    public IReadOnlyList<HandedOverPart> HandedOver { get; init; } = [];
}

/// <summary>An open stage that others do now.</summary>
public sealed record HandedOverPart
{
    /// <summary>Key of the stage on its path.</summary>
    public string? Stage { get; init; }

    /// <summary>Role that acts.</summary>
    public string? ActorRole { get; init; }

    /// <summary>Path of the unit that acted before.</summary>
    public string? FormerActorUnitPath { get; init; }

    /// <summary>Path of the unit that acts now.</summary>
    public string? ActorUnitPath { get; init; }

    /// <summary>Deadline; null where there is none.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>A commune no longer meets a criterion.</summary>
public sealed record CriterionLostData : DossierData
{
    /// <summary>Number of the criterion.</summary>
    public string? Criterion { get; init; }

    /// <summary>Revision of the self-assessment that shows it.</summary>
    public int? Revision { get; init; }
}
