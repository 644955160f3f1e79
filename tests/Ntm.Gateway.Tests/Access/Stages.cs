using static Ntm.Gateway.Tests.Access.Places;

namespace Ntm.Gateway.Tests.Access;

/// <summary>The stages that are asked about: each act where it fits, and where its stage is not open, elsewhere, or not there at all.
/// </summary>
internal static class Stages
{
    private const string Examination = "district-examination";
    private const string Appraisal = "province-appraisal";
    private const string Vote = "council-vote";
    private const string Elsewhere = Examination + " elsewhere";
    private const string Absent = "no such stage";
    private const string Shut = " not open";

    /// <summary>The council: its chair, its secretary, its counting board, the others.</summary>
    public static readonly IReadOnlyList<string> Roster = [.. Enumerable.Range(1, 7).Select(number => $"hoidong{number}.tinh")];

    private static readonly IReadOnlyList<string> Judged = [Examination, Appraisal, Elsewhere];

    /// <summary>Each stage of the path on the dossier that has arrived there, and a document of it.</summary>
    private static readonly IReadOnlyList<(string Commune, StageAt At, string Document)> Open =
    [
        (Commune.Drafting, new("self-assessment", "officer", Commune.Drafting) { Prepares = true }, "khong-co"),
        (Commune.Preparing, new("commune-dossier", "officer", Commune.Preparing) { Prepares = true }, "result-report"),
        (Commune.Reviewed, new(Examination, "reviewer", District) { Judges = true }, "examination-report"),
        (Commune.Submitting, new("district-submission", "leader", District) { Prepares = true }, "district-proposal"),
        (Commune.Appraised, new(Appraisal, "appraiser", Province) { Judges = true, Shared = true }, "criterion-confirmation"),
        (Commune.Appraised, new("satisfaction-survey", "surveyor", District), "front-survey-report"),
        (Commune.VotedOn, new(Vote, "council", Province) { Judges = true, Roster = Roster }, "council-minutes"),
        (Commune.Deciding, new("decision", "leader", Province), "recognition-decision"),
        (Commune.Announcing, new("announcement", "leader", Province), "announcement-record"),
    ];

    private static readonly IReadOnlyList<string> Everywhere =
    [
        "commune-dossier",
        "self-assessment",
        "satisfaction-survey",
        "decision",
        Vote,
        .. Judged,
    ];

    /// <summary>Acts of stages with the subjects that they are tried on.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> Acts = new()
    {
        ["announcement"] = ["announcement"],
        ["claim"] = Everywhere,
        ["colleagues"] = Everywhere,
        ["completion"] = ["commune-dossier"],
        ["conclusion"] = Judged,
        ["decision"] = ["decision"],
        ["documents"] = ["commune-dossier", Vote, .. Judged],
        ["explanations"] = ["commune-dossier"],
        ["extensions"] = ["district-submission"],
        ["meeting"] = [Absent],
        ["notice"] = [Absent],
        ["submission"] = ["district-submission"],
        ["verdicts"] = Judged,
        ["council"] = [Vote],
    };

    /// <summary>Names of the subjects on which the act of a row is tried: where it fits, and where its first stage is not open; null for
    /// all of them.</summary>
    public static IReadOnlyList<string>? Fitting(EndpointRow row) =>
        Acts.GetValueOrDefault(StageRule.ActOf(row).Split('/')[0]) is { } names ? [.. names, names[0] + Shut] : null;

    /// <summary>The stage of a commune's dossier at which somebody judges now, or else another open one.</summary>
    public static StageAt Of(string commune) =>
        commune == OtherCommune
            ? Other
            : Open.Where(one => one.Commune == commune).OrderByDescending(one => one.At.Judges).First().At with
            {
                Preparers = Preparers,
            };

    /// <summary>All stages as subjects.</summary>
    /// <param name="idOf">Id of a commune's dossier.</param>
    /// <param name="council">Id of the council.</param>
    public static IReadOnlyList<Subject> Subjects(Func<string, Guid> idOf, Guid council)
    {
        return
        [
            .. Open.Select(one => At(one.At.Key, one.Commune, one.At, one.Document)),
            At(Elsewhere, OtherCommune, Other, "examination-report"),
            .. Open.Skip(1).Select(one => At(one.At.Key + Shut, Commune.Drafting, one.At with { Open = false }, one.Document)),
            At(Absent, Commune.Preparing, new StageAt("public-notice", "officer", Commune.Preparing) { Exists = false }, "khong-co"),
            new Subject("a random dossier", Commune.Reviewed) { Exists = false, Stage = Other },
        ];

        Subject At(string name, string commune, StageAt at, string document) =>
            new(name, commune)
            {
                Stage = at with { Preparers = Preparers },
                Values = new Dictionary<string, string>
                {
                    ["id"] = idOf(commune).ToString(),
                    ["stage"] = at.Key,
                    ["document"] = document,
                    ["council"] = council.ToString(),
                },
            };
    }

    private static IReadOnlyList<string> Preparers => [Callers.Preparer];

    private static StageAt Other => new(Examination, "reviewer", OtherDistrict) { Judges = true };
}
