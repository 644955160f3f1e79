using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// How every command on a province's set runs: lock the sets of the province, load, ask whether the caller may, compare the version,
/// act, save, answer with the new state. The slice supplies the act.
/// </summary>
internal sealed class ProvinceSetCommands(AssessmentDbContext db, RuleBook rules)
{
    /// <summary>Runs a command on a set.</summary>
    /// <param name="code">Code of the set.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="http">Carries <c>If-Match</c> and takes the <c>ETag</c>.</param>
    /// <param name="may">Why the caller may not, or null.</param>
    /// <param name="act">Acts; an empty list means it was done.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<Results<Ok<CriteriaPreview>, ProblemHttpResult>> ActAsync(
        string code,
        Caller caller,
        HttpContext http,
        Func<Caller, ProvinceSet, Error?> may,
        Func<ProvinceSet, Task<IReadOnlyList<Error>>> act,
        CancellationToken cancellation
    )
    {
        var (set, refusal) = await AskAsync(code, caller, http.Request, may, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await act(set!) is { Count: > 0 } errors)
        {
            return errors.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(set!.Version);
        return TypedResults.Ok(await ShowAsync(set, caller, cancellation));
    }

    /// <summary>Asks what <see cref="ActAsync"/> asks before it acts, and does nothing: the set, or the refusal.</summary>
    public async Task<(ProvinceSet? Set, ProblemHttpResult? Refusal)> AskAsync(
        string code,
        Caller caller,
        HttpRequest request,
        Func<Caller, ProvinceSet, Error?> may,
        CancellationToken cancellation
    )
    {
        var province = await db.ProvinceSets.Where(row => row.Code == code).Select(row => row.Province).FirstOrDefaultAsync(cancellation);
        if (province is null)
        {
            return (null, ProvinceSetErrors.NotFound.ToProblem());
        }

        // All of the province: which set is the latest of a title is decided on together.
        await db.LockAsync<ProvinceSet>(nameof(ProvinceSet.Province), province, cancellation);
        if (await db.ProvinceSets.FirstOrDefaultAsync(row => row.Code == code, cancellation) is not { } set)
        {
            return (null, ProvinceSetErrors.NotFound.ToProblem());
        }

        if (may(caller, set) is { } refusal)
        {
            return (set, refusal.ToProblem());
        }

        return (set, request.Matches(set.Version) ? null : Error.Stale(await ShowAsync(set, caller, cancellation)));
    }

    /// <summary>The set as the caller may see it.</summary>
    public async Task<CriteriaPreview> ShowAsync(ProvinceSet set, Caller caller, CancellationToken cancellation) =>
        CriteriaPreviews.Of(rules, set, await db.PublishedSetsAsync(rules, set.Province, cancellation), caller);
}
