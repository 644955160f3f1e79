using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>What a command acts on: how it is loaded, who may act, its version, and how the caller sees it.</summary>
internal sealed record CommandTarget<TOpened, TView>
    where TOpened : class
    where TView : notnull
{
    public required Func<CancellationToken, Task<TOpened?>> LoadAsync { get; init; }
    public required Error NotFound { get; init; }

    /// <summary>Why the caller may not act, or null.</summary>
    public required Func<TOpened, Error?> WhyNot { get; init; }
    public required Func<TOpened, int> VersionOf { get; init; }
    public required Func<TOpened, CancellationToken, Task<TView>> ShowAsync { get; init; }
}

/// <summary>
/// How every command runs: load, ask whether the caller may, compare the version, act, save, answer with the new state. The slice
/// names the target and supplies the act.
/// </summary>
internal sealed class AssessmentCommands(AssessmentDbContext db, RuleBook rules, TimeProvider clock)
{
    public CommandTarget<OpenedAssessment, SelfAssessmentView> SelfAssessment(
        Guid dossierId,
        Caller caller,
        Func<Caller, OpenedAssessment, Error?> may
    ) =>
        new()
        {
            LoadAsync = cancellation => db.OpenAssessmentAsync(rules, dossierId, cancellation),
            NotFound = AssessmentErrors.NotFound,
            WhyNot = opened => may(caller, opened),
            VersionOf = opened => opened.Assessment.Version,
            ShowAsync = async (opened, cancellation) =>
                await GetSelfAssessment.ViewAsync(opened, db, caller, cancellation) ?? SelfAssessmentViews.Submitted(opened, caller, []),
        };

    public CommandTarget<OpenedSurvey, SurveyView> Survey(Guid id, Caller caller) =>
        new()
        {
            LoadAsync = cancellation => db.OpenSurveyAsync(rules, id, clock.Today(), cancellation),
            NotFound = SurveyErrors.NotFound,
            WhyNot = opened => AssessmentAccess.ToRunSurvey(caller, opened.Survey),
            VersionOf = opened => opened.Survey.Version,
            ShowAsync = (opened, _) => Task.FromResult(SurveyViews.Of(opened, caller)),
        };

    public CommandTarget<ProvinceSet, CriteriaPreview> ProvinceSet(string code, Caller caller, Func<Caller, ProvinceSet, Error?> may) =>
        new()
        {
            LoadAsync = cancellation => db.OpenProvinceSetAsync(code, cancellation),
            NotFound = ProvinceSetErrors.NotFound,
            WhyNot = set => may(caller, set),
            VersionOf = set => set.Version,
            ShowAsync = (set, cancellation) => db.PreviewAsync(rules, set, caller, cancellation),
        };

    /// <summary>Runs a command.</summary>
    /// <param name="target">What it acts on.</param>
    /// <param name="http">Carries <c>If-Match</c> and takes the <c>ETag</c>.</param>
    /// <param name="act">The slice's act.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<Results<Ok<TView>, ProblemHttpResult>> ActAsync<TOpened, TView>(
        CommandTarget<TOpened, TView> target,
        HttpContext http,
        Func<TOpened, Task<Result>> act,
        CancellationToken cancellation
    )
        where TOpened : class
        where TView : notnull
    {
        var (opened, refusal) = await AskAsync(target, http.Request, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var result = await act(opened!);
        if (result.Refused)
        {
            return result.Errors.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(target.VersionOf(opened!));
        return TypedResults.Ok(await target.ShowAsync(opened!, cancellation));
    }

    /// <summary>Asks what <see cref="ActAsync"/> asks before it acts, and does nothing: what was opened, or the refusal.</summary>
    public static async Task<(TOpened? Opened, ProblemHttpResult? Refusal)> AskAsync<TOpened, TView>(
        CommandTarget<TOpened, TView> target,
        HttpRequest request,
        CancellationToken cancellation
    )
        where TOpened : class
        where TView : notnull
    {
        if (await target.LoadAsync(cancellation) is not { } opened)
        {
            return (null, target.NotFound.ToProblem());
        }

        return target.WhyNot(opened) is { } refusal ? (opened, refusal.ToProblem())
            : request.Matches(target.VersionOf(opened)) ? (opened, null)
            : (opened, Error.Stale((await target.ShowAsync(opened, cancellation))!));
    }
}
