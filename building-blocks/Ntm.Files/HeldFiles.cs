using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
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
        // Services in one process share the store; each answers for what its own rows reference.
        routes
            .MapGet(
                "/held-files",
                (FileScans scans, IEnumerable<IFileReferences> services, Caller caller, CancellationToken cancellation) =>
                    ReadAllAsync(scans, Of(service, services), caller, cancellation)
            )
            .WithName($"List{service}HeldFiles")
            .WithSummary("Lists the files in which the scanner found something and on which there is no verdict, the oldest first");
        routes
            .MapPost(
                "/held-files/{hash}/verdict",
                (
                    string hash,
                    HeldFileVerdict verdict,
                    FileScans scans,
                    IEnumerable<IFileReferences> services,
                    HttpContext http,
                    CancellationToken cancellation
                ) => JudgeAsync(hash, verdict, scans, Of(service, services), http, cancellation)
            )
            .WithName($"Judge{service}HeldFile")
            .WithSummary("Releases a file that the scanner holds, or rejects it for good");
    }

    private static IFileReferences Of(string service, IEnumerable<IFileReferences> services) =>
        services.Single(one => one.Service.Equals(service, StringComparison.OrdinalIgnoreCase));

    private static async Task<Results<Ok<List<HeldFile>>, ProblemHttpResult>> ReadAllAsync(
        FileScans scans,
        IFileReferences own,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var held = new List<HeldFile>();
        foreach (var (hash, scan) in scans.Held())
        {
            if (await own.NamesAsync(hash, cancellation))
            {
                held.Add(new HeldFile(hash, scan.Finding, scan.At));
            }
        }

        return TypedResults.Ok(held);
    }

    /// <summary>The audit has the verdict first: it takes effect once that is committed, before the answer begins.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> JudgeAsync(
        string hash,
        HeldFileVerdict verdict,
        FileScans scans,
        IFileReferences own,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var caller = Caller.From(http.User);
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (string.IsNullOrWhiteSpace(verdict.Reason) || verdict.Reason.Length > LongestReason)
        {
            return FileErrors.VerdictReason(LongestReason).ToProblem();
        }

        if (scans.Find(hash) is not { State: ScanState.Suspicious } scan)
        {
            return FileErrors.NotHeld().ToProblem();
        }

        var at = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var judged = new JudgedFile(hash, verdict.Release, ClamScanner.Name, scan.Finding, scan.At, verdict.Reason);
        if (!await own.RecordAsync(judged, caller.Subject, at, cancellation))
        {
            return FileErrors.NotHeld().ToProblem();
        }

        var security = http.RequestServices.GetRequiredService<SecurityLog>();
        http.Response.OnStarting(() =>
        {
            if (
                http.Response.StatusCode < StatusCodes.Status400BadRequest
                && scans.Judge(hash, verdict.Release, caller.Subject, verdict.Reason)
            )
            {
                security.Write(SecurityEvent.FileJudged, verdict.Release ? "released" : "rejected", http, hash);
            }

            return Task.CompletedTask;
        });
        return TypedResults.NoContent();
    }

    private static Error? Refusal(Caller caller) =>
        caller.Grants.Any(grant => grant.Role == "administrator" && UnitScope.IsProvince(grant.UnitPath))
            ? null
            : FileErrors.AdministratorsOnly();
}
