namespace Ntm.Dossier.Domain.Paths;

/// <summary>Kind of a stage. The name is the wire name and, after <c>Ntm.</c>, the activity type of a path file.</summary>
internal enum StageKind
{
    SelfAssessment,
    Preparation,
    PublicNotice,
    Meeting,
    Review,
    Submission,
    Survey,
    CouncilVote,
    Decision,
    Announcement,
    Upkeep,
    Refusal,
}

/// <summary>The outcome ports of each kind of stage.</summary>
internal static class Outcomes
{
    public const string Passed = "Passed";
    public const string Completed = "Completed";
    public const string Agreed = "Agreed";
    public const string NotAgreed = "NotAgreed";
    public const string Approved = "Approved";
    public const string Returned = "Returned";
    public const string Rejected = "Rejected";
    public const string Submitted = "Submitted";
    public const string Met = "Met";
    public const string NotMet = "NotMet";
    public const string Carried = "Carried";
    public const string Lost = "Lost";
    public const string Recognised = "Recognised";
    public const string Refused = "Refused";
    public const string Published = "Published";
    public const string Kept = "Kept";
    public const string Closed = "Closed";

    /// <summary>Of a stage that a rejection elsewhere left without its actor; no port of any path.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>Of the stages that were open when the dossier was withdrawn; no port of any path.</summary>
    public const string Withdrawn = "Withdrawn";

    /// <summary>Outcomes that every path must lead on; a stage without one of them would be a dead end.</summary>
    public static IReadOnlyList<string> Required(StageKind kind) =>
        kind switch
        {
            StageKind.SelfAssessment => [Passed],
            StageKind.Preparation => [Completed],
            StageKind.PublicNotice => [Completed],
            StageKind.Meeting => [Agreed, NotAgreed],
            StageKind.Review => [Approved],
            StageKind.Submission => [Submitted],
            StageKind.Survey => [Met, NotMet],
            StageKind.CouncilVote => [Carried, Lost],
            StageKind.Decision => [Recognised, Refused],
            StageKind.Announcement => [Published],
            StageKind.Upkeep => [Kept],
            StageKind.Refusal => [Closed],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>All outcomes of the kind. A review may leave out returning or rejecting; then that outcome cannot be chosen.</summary>
    public static IReadOnlyList<string> All(StageKind kind) => kind == StageKind.Review ? [Approved, Returned, Rejected] : Required(kind);

    /// <summary>Outcomes that send the dossier back, so that the stages from there on are to be done anew.</summary>
    public static bool LeadsBack(string outcome) => outcome is Returned or NotMet or Lost or NotAgreed;

    /// <summary>Stages that end the path: their outcome leads nowhere by intent.</summary>
    public static bool Ends(StageKind kind) => kind is StageKind.Announcement or StageKind.Upkeep or StageKind.Refusal;
}
