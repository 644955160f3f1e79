using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// How every command on a draft runs: load, ask whether the caller may, compare the version, act, save, answer with the new state.
/// The slice supplies the act.
/// </summary>
internal sealed class SelfAssessmentCommands(AssessmentDbContext db, RuleBook rules)
{
    /// <summary>Whether the draft may be changed now, and by this caller.</summary>
    public static Error? ToFill(Caller caller, OpenedAssessment opened) =>
        AssessmentAccess.ToFill(caller, opened.Assessment) ?? opened.WhyLocked;

    /// <summary>Runs a command on a draft.</summary>
    /// <param name="dossierId">Dossier.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="http">Carries <c>If-Match</c> and takes the <c>ETag</c>.</param>
    /// <param name="may">Why the caller may not, or null.</param>
    /// <param name="act">Acts; an empty list means it was done.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> ActAsync(
        Guid dossierId,
        Caller caller,
        HttpContext http,
        Func<Caller, OpenedAssessment, Error?> may,
        Func<OpenedAssessment, Task<IReadOnlyList<Error>>> act,
        CancellationToken cancellation
    )
    {
        var (opened, refusal) = await AskAsync(dossierId, caller, http.Request, may, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await act(opened!) is { Count: > 0 } errors)
        {
            return errors.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(opened!.Assessment.Version);
        return TypedResults.Ok(SelfAssessmentViews.Draft(opened, caller));
    }

    /// <summary>Asks what <see cref="ActAsync"/> asks before it acts, and does nothing: the draft, or the refusal.</summary>
    public async Task<(OpenedAssessment? Opened, ProblemHttpResult? Refusal)> AskAsync(
        Guid dossierId,
        Caller caller,
        HttpRequest request,
        Func<Caller, OpenedAssessment, Error?> may,
        CancellationToken cancellation
    )
    {
        if (await db.OpenAssessmentAsync(rules, dossierId, cancellation) is not { } opened)
        {
            return (null, AssessmentErrors.NotFound.ToProblem());
        }

        if (may(caller, opened) is { } refusal)
        {
            return (opened, refusal.ToProblem());
        }

        return (opened, request.Matches(opened.Assessment.Version) ? null : Error.Stale(SelfAssessmentViews.Draft(opened, caller)));
    }
}
