using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>Content that nobody reads before a verdict.</summary>
/// <param name="Hash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Finding">Name of what the scanner found.</param>
/// <param name="At">When it was found, UTC.</param>
public sealed record HeldFile(string Hash, string Finding, DateTimeOffset At);

/// <summary>A verdict on content that is held.</summary>
/// <param name="Release">True when the finding is a mistake and the content may be read; false when nobody shall read it again.</param>
/// <param name="Reason">Not blank, at most 500 characters; it is kept with the result of the scan.</param>
/// <example>{ "release": true, "reason": "Đã kiểm tra bằng hai phần mềm khác, báo nhầm." }</example>
public sealed record HeldFileVerdict(bool Release, string Reason);

/// <summary>Lists what the scanner holds, and takes the verdicts on it; administrators of a whole province only.</summary>
internal static class HeldFiles
{
    private const int LongestReason = 500;

    public static void Map(RouteGroupBuilder routes, string service)
    {
        routes.MapGet("/held-files", ReadAll).WithName($"List{service}HeldFiles");
        routes.MapPost("/held-files/{hash}/verdict", Judge).WithName($"Judge{service}HeldFile");
    }

    /// <summary>Lists the files in which the scanner found something and on which there is no verdict, the oldest first.</summary>
    internal static Results<Ok<List<HeldFile>>, ProblemHttpResult> ReadAll(FileScans scans, Caller caller) =>
        Refusal(caller) is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Ok(scans.Held().Select(held => new HeldFile(held.Hash, held.Scan.Finding, held.Scan.At)).ToList());

    /// <summary>Releases a file that the scanner holds, or rejects it for good.</summary>
    internal static Results<NoContent, ProblemHttpResult> Judge(string hash, HeldFileVerdict verdict, FileScans scans, Caller caller) =>
        Refusal(caller) is { } refusal ? refusal.ToProblem()
        : string.IsNullOrWhiteSpace(verdict.Reason) || verdict.Reason.Length > LongestReason
            ? FileErrors.VerdictReason(LongestReason).ToProblem()
        : scans.Judge(hash, verdict.Release, caller.Subject, verdict.Reason) ? TypedResults.NoContent()
        : FileErrors.NotHeld().ToProblem();

    private static Error? Refusal(Caller caller) =>
        caller.Grants.Any(grant => grant.Role == "administrator" && UnitScope.IsProvince(grant.UnitPath))
            ? null
            : FileErrors.AdministratorsOnly();
}
