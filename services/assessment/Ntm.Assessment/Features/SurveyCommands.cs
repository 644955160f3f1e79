using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// How every command on a survey runs: load, ask whether the caller may, compare the version, act, save, answer with the new state.
/// The slice supplies the act.
/// </summary>
internal sealed class SurveyCommands(AssessmentDbContext db, RuleBook rules, TimeProvider clock)
{
    /// <summary>Runs a command on a survey.</summary>
    /// <param name="id">Survey.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="http">Carries <c>If-Match</c> and takes the <c>ETag</c>.</param>
    /// <param name="act">Acts at an instant; an empty list means it was done.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<Results<Ok<SurveyView>, ProblemHttpResult>> ActAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<OpenedSurvey, DateTimeOffset, IReadOnlyList<Error>> act,
        CancellationToken cancellation
    )
    {
        if (await db.OpenSurveyAsync(rules, id, clock.Today(), cancellation) is not { } opened)
        {
            return SurveyErrors.NotFound.ToProblem();
        }

        if (AssessmentAccess.ToRunSurvey(caller, opened.Survey) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!http.Request.Matches(opened.Survey.Version))
        {
            return Error.Stale(SurveyViews.Of(opened, caller));
        }

        if (act(opened, clock.GetUtcNow()) is { Count: > 0 } errors)
        {
            return errors.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(opened.Survey.Version);
        return TypedResults.Ok(SurveyViews.Of(opened, caller));
    }
}
